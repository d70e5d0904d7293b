/** Hashes to codes, in two flat arrays: the table of a hundred thousand takes a megabyte and a few milliseconds. */
export interface HashTable {
  /** Codes that may be meant: whoever asks compares. */
  find(hash: number): number[]
  add(hash: number, code: number): void
}

const EMPTY = 0xffffffff

export function createHashTable(size: number, hashOf: (code: number) => number): HashTable {
  let codes = new Uint32Array(0)
  let hashes = new Uint32Array(0)
  let used = 0
  const put = (hash: number, code: number): void => {
    const mask = codes.length - 1
    let place = hash & mask
    while (codes[place] !== EMPTY) place = (place + 1) & mask
    codes[place] = code
    hashes[place] = hash
    used++
  }
  const grow = (least: number): void => {
    const [oldCodes, oldHashes] = [codes, hashes]
    const room = 1 << (32 - Math.clz32(Math.max(16, least * 2)))
    codes = new Uint32Array(room).fill(EMPTY)
    hashes = new Uint32Array(room)
    used = 0
    for (let place = 0; place < oldCodes.length; place++)
      if (oldCodes[place] !== EMPTY) put(oldHashes[place]!, oldCodes[place]!)
  }
  grow(size)
  for (let code = 0; code < size; code++) put(hashOf(code), code)
  return {
    find(hash) {
      const found: number[] = []
      const mask = codes.length - 1
      for (let place = hash & mask; codes[place] !== EMPTY; place = (place + 1) & mask)
        if (hashes[place] === hash) found.push(codes[place]!)
      return found
    },
    add(hash, code) {
      if (used * 2 >= codes.length) grow(used + 1)
      put(hash, code)
    },
  }
}

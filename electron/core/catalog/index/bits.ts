/** Sets of rows, one bit a row. */
export type Bits = Uint32Array<ArrayBuffer>

export const bitsFor = (rows: number): Bits => new Uint32Array((rows + 31) >>> 5)

export function allBits(rows: number): Bits {
  const bits = bitsFor(rows).fill(0xffffffff)
  const rest = rows & 31
  if (rest !== 0) bits[bits.length - 1] = (1 << rest) - 1
  return bits
}

export const hasBit = (bits: Bits, row: number): boolean => (bits[row >>> 5]! & (1 << (row & 31))) !== 0

export function setBit(bits: Bits, row: number): void {
  bits[row >>> 5]! |= 1 << (row & 31)
}

export function clearBit(bits: Bits, row: number): void {
  bits[row >>> 5]! &= ~(1 << (row & 31))
}

export function intersect(into: Bits, other: Bits): void {
  for (let i = 0; i < into.length; i++) into[i]! &= other[i]!
}

export function unite(into: Bits, other: Bits): void {
  for (let i = 0; i < into.length; i++) into[i]! |= other[i]!
}

export function subtract(into: Bits, other: Bits): void {
  for (let i = 0; i < into.length; i++) into[i]! &= ~other[i]!
}

export function countBits(bits: Bits): number {
  let count = 0
  for (let i = 0; i < bits.length; i++) {
    let word = bits[i]!
    word -= (word >>> 1) & 0x55555555
    word = (word & 0x33333333) + ((word >>> 2) & 0x33333333)
    count += Math.imul((word + (word >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
  }
  return count
}

/** Keeps the rows that pass; calls the test for rows of the set only. */
export function keepBits(bits: Bits, passes: (row: number) => boolean): void {
  for (let i = 0; i < bits.length; i++) {
    let word = bits[i]!
    while (word !== 0) {
      const low = word & -word
      if (!passes((i << 5) + (31 - Math.clz32(low)))) bits[i]! &= ~low
      word ^= low
    }
  }
}

export function rowsOf(bits: Bits, count: number): Uint32Array<ArrayBuffer> {
  const rows = new Uint32Array(count)
  let at = 0
  for (let i = 0; i < bits.length; i++) {
    let word = bits[i]!
    while (word !== 0) {
      const low = word & -word
      rows[at++] = (i << 5) + (31 - Math.clz32(low))
      word ^= low
    }
  }
  return rows
}

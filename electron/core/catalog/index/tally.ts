/** Counts by code. */
export interface Tally {
  readonly counts: Uint32Array
  /** The codes counted so far, each once; `null` where all of them are looked at. */
  readonly met: Uint32Array | null
  /** How many there are to look at. */
  size: number
}

/** For few counts among tens of thousands of codes: only what was met is looked at, and wiped for the next time. */
export interface TallyKeeper {
  /** Empty, with room for so many codes. What was counted before is gone. */
  emptied(codes: number): Tally
}

export function createTallyKeeper(): TallyKeeper {
  let tally = { counts: new Uint32Array(), met: new Uint32Array(), size: 0 }
  return {
    emptied(codes) {
      if (codes > tally.counts.length)
        tally = { counts: new Uint32Array(codes), met: new Uint32Array(codes), size: 0 }
      for (let at = 0; at < tally.size; at++) tally.counts[tally.met[at]!] = 0
      tally.size = 0
      return tally
    },
  }
}

export const wholeTally = (counts: Uint32Array): Tally => ({ counts, met: null, size: counts.length })

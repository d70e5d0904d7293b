/** Which bytes are fetched next: chunks in file order, so that what is on disk is one growing front. */
import { addRange, clipRanges, firstGap, frontOf, totalOf, type ByteRange } from './ranges.ts'

/** A stretch that one connection fetches. `end` may move down while it runs, when another takes over its tail. */
export interface Claim {
  readonly start: number
  position: number
  end: number
}

const MIB = 1024 * 1024
export const CHUNK_BYTES = 16 * MIB
/** Below this a chunk costs more in round trips than it brings. */
const SMALLEST_BYTES = MIB

export interface Claims {
  readonly active: ReadonlySet<Claim>
  /** The next gap in file order. */
  next(lanes: number): Claim | null
  /** The second half of what a claim has left, or null where that is too little to be worth it. */
  takeOver(from: Claim): Claim | null
  /** All of a file of unknown length, or from a server that knows no ranges. */
  whole(): Claim
  advance(claim: Claim, bytes: number): void
  release(claim: Claim): void
  /** Forgets what lies behind that offset. */
  keep(limitBytes: number): void
  setSize(sizeBytes: number): void
  done(): readonly ByteRange[]
  size(): number | null
  complete(): boolean
}

export function createClaims(initial: {
  sizeBytes: number | null
  done: readonly ByteRange[]
  chunkBytes?: number
}): Claims {
  const chunkBytes = initial.chunkBytes ?? CHUNK_BYTES
  const smallest = Math.min(SMALLEST_BYTES, chunkBytes)
  const active = new Set<Claim>()
  let { done, sizeBytes } = initial

  const claim = (start: number, end: number): Claim => {
    const made = { start, position: start, end }
    active.add(made)
    return made
  }

  /** Many small chunks at the end instead of a few large ones: no connection is left with the last 16 MiB alone. */
  const chunkFor = (lanes: number): number => {
    if (sizeBytes === null) return chunkBytes
    const share = Math.ceil((sizeBytes - totalOf(done)) / (lanes * 2))
    return Math.min(chunkBytes, Math.max(smallest, share))
  }

  return {
    active,
    next(lanes) {
      const claimed = [...active].map(({ start, end }): ByteRange => [start, end])
      const gap = firstGap(done, claimed, sizeBytes ?? chunkBytes, chunkFor(lanes))
      return gap ? claim(gap[0], gap[1]) : null
    },
    takeOver(from) {
      if (from.end - from.position < 2 * smallest) return null
      const middle = from.position + Math.ceil((from.end - from.position) / 2)
      const tail = claim(middle, from.end)
      from.end = middle
      return tail
    },
    whole: () => claim(0, sizeBytes ?? Number.MAX_SAFE_INTEGER),
    advance(one, bytes) {
      done = addRange(done, one.position, one.position + bytes)
      one.position += bytes
    },
    release: (one) => void active.delete(one),
    keep(limitBytes) {
      done = clipRanges(done, limitBytes)
    },
    setSize(bytes) {
      sizeBytes = bytes
    },
    done: () => done,
    size: () => sizeBytes,
    complete: () => sizeBytes !== null && frontOf(done) >= sizeBytes,
  }
}

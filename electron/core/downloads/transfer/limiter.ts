/** One token bucket for all transfers together. Bytes are counted when they have come; the debt is waited off. */
export interface Limiter {
  setLimit(bytesPerSecond: number | null): void
  /** Counts the bytes and says how long to read nothing. */
  take(bytes: number): number
  limited(): boolean
}

/** How far ahead of its rate a transfer may run after a pause. */
const BURST_MS = 100

export function createLimiter({ nowMs }: { nowMs: () => number }): Limiter {
  let rate: number | null = null
  let paidUntilMs = 0
  return {
    setLimit(bytesPerSecond) {
      rate = bytesPerSecond !== null && bytesPerSecond > 0 ? bytesPerSecond : null
      paidUntilMs = nowMs()
    },
    take(bytes) {
      if (rate === null) return 0
      const now = nowMs()
      paidUntilMs = Math.max(paidUntilMs, now - BURST_MS) + (bytes / rate) * 1000
      return Math.max(0, paidUntilMs - now)
    },
    limited: () => rate !== null,
  }
}

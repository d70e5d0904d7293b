/** Bytes per second as a person wants to see it: steady while bytes come, 0 when they do not. */
export interface Speed {
  /** What has come by now, in all. */
  count(receivedBytes: number): void
  bytesPerSecond(): number
}

const HALF_LIFE_MS = 2000
const SILENT_MS = 3000
const SAMPLE_MS = 250

export function createSpeed(nowMs: () => number): Speed {
  let last: { bytes: number; ms: number } | null = null
  let lastByteMs = nowMs()
  let smooth: number | null = null

  return {
    count(bytes) {
      const ms = nowMs()
      if (last === null || bytes < last.bytes) last = { bytes, ms }
      if (bytes > last.bytes) lastByteMs = ms
      const elapsed = ms - last.ms
      if (elapsed < SAMPLE_MS) return
      const current = ((bytes - last.bytes) / elapsed) * 1000
      const keep = 0.5 ** (elapsed / HALF_LIFE_MS)
      smooth = smooth === null ? current : smooth * keep + current * (1 - keep)
      last = { bytes, ms }
    },
    bytesPerSecond: () => (smooth === null || nowMs() - lastByteMs > SILENT_MS ? 0 : Math.round(smooth)),
  }
}

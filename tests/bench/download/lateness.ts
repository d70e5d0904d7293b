/**
 * How late the main thread is to its timers, and how much of that it was ready to run but the system ran somebody
 * else: that part is the machine's, not ours. Linux says it of each thread; elsewhere all of it counts as ours.
 */
import { closeSync, openSync, readSync } from 'node:fs'

const EVERY_MS = 5

export interface Lateness {
  /** The longest that the thread was kept from its timers by what it did itself. */
  readonly ownMs: number
  /** The longest of all, waiting for a processor included. */
  readonly anyMs: number
}

/** Call it in the main thread. */
export function watchLateness(): { stop(): Lateness } {
  const waited = createWaited()
  let before = { ms: performance.now(), waitedMs: waited.read() }
  let ownMs = 0
  let anyMs = 0
  const timer = setInterval(() => {
    const now = { ms: performance.now(), waitedMs: waited.read() }
    const late = now.ms - before.ms - EVERY_MS
    anyMs = Math.max(anyMs, late)
    ownMs = Math.max(ownMs, late - (now.waitedMs - before.waitedMs))
    before = now
  }, EVERY_MS)
  return {
    stop() {
      clearInterval(timer)
      waited.close()
      return { ownMs, anyMs }
    },
  }
}

/** Milliseconds that the main thread has stood in the queue for a processor, from its start on. */
function createWaited(): { read(): number; close(): void } {
  const buffer = Buffer.alloc(128)
  try {
    const file = openSync(`/proc/${process.pid}/task/${process.pid}/schedstat`, 'r')
    return {
      read() {
        const [, nanoseconds] = buffer.toString('latin1', 0, readSync(file, buffer, 0, 128, 0)).split(' ')
        return Number(nanoseconds) / 1e6
      },
      close: () => closeSync(file),
    }
  } catch {
    return { read: () => 0, close() {} }
  }
}

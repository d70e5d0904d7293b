/** Asks the systeminformation library in a thread of its own: parts of it block, and none of it has a deadline. */
import { Worker } from 'node:worker_threads'
import { capture, type Capture } from '../capture.ts'
import type { SystemInformation, SystemInformationPart } from './probe.ts'

const FILES: Readonly<Record<SystemInformationPart, string>> = {
  cpu: 'systeminformation-cpu.json',
  mem: 'systeminformation-mem.json',
  osInfo: 'systeminformation-osinfo.json',
  graphics: 'systeminformation-graphics.json',
}

export interface PartAnswer {
  readonly part: SystemInformationPart
  readonly value: unknown
}

export const createSystemInformation =
  (thread: URL): SystemInformation =>
  (parts, { timeoutMs, signal }) =>
    new Promise((resolve) => {
      const captures: Capture[] = []
      const worker = new Worker(thread, { workerData: parts, stdout: true, stderr: true })
      const end = (): void => {
        clearTimeout(timer)
        signal.removeEventListener('abort', end)
        // A thread that waits inside a blocking call ends only with that call; nobody waits for it here.
        worker.unref()
        void worker.terminate()
        resolve(captures)
      }
      const timer = setTimeout(() => {
        captures.push({
          file: 'systeminformation.json',
          text: '',
          outcome: { kind: 'timeout', afterMs: timeoutMs },
        })
        end()
      }, timeoutMs)
      signal.addEventListener('abort', end, { once: true })
      worker.on('message', ({ part, value }: PartAnswer) => {
        captures.push(capture(FILES[part], value))
        if (captures.length === parts.length) end()
      })
      worker.once('error', end)
      worker.once('exit', end)
    })

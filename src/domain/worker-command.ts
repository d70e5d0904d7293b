/** How rbee's language worker is started by hand. */
import type { Platform } from './hardware.ts'
import type { InstalledWorker } from './worker.ts'

/** The family whose arguments these are. */
const FAMILY = 'llm-worker-rbee'
export const workerPort = 8080

export interface StartedModel {
  /** The folder or the file that it reads. */
  readonly path: string
  /** What it is called in rbee's catalog. */
  readonly ref: string
}

/** `null`: not this family, or its program is not known. */
export function startCommand(worker: InstalledWorker, model: StartedModel): string | null {
  const { family, backend, path, platform } = worker
  if (family !== FAMILY || backend === null || path === null || worker.problem !== null) return null
  // A program that has its backend in its name knows no option for it.
  const isGeneric = !new RegExp(`-${backend}(\\.exe)?$`, 'i').test(path)
  const options = [
    ['--worker-id', '00000000-0000-4000-8000-000000000001'],
    ['--model', model.path],
    ['--model-ref', model.ref],
    ['--port', String(workerPort)],
    ['--hive-url', 'http://localhost:7835'],
    isGeneric ? ['--backend', backend, '--device', '0', '--local-mode'] : [],
  ]
  return [path, ...options.flat()].map((word) => quoted(word, platform)).join(' ')
}

/** As one word of a shell: single quotes leave nothing to expand; Windows knows double ones, which no path has in it. */
function quoted(word: string, platform: Platform | null): string {
  if (/^[\w@+=:,./-]+$/.test(word)) return word
  if (platform === 'win32') return /^[\w@+=:,./\\-]+$/.test(word) ? word : `"${word.replaceAll('"', '')}"`
  return `'${word.replaceAll("'", String.raw`'\''`)}'`
}

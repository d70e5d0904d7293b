/** A small rotating log: two files of at most 1 MiB, written at once so that a crash is still told. */
import { randomBytes } from 'node:crypto'
import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { redact } from './redact.ts'

export interface Log {
  info(message: string, detail?: unknown): void
  /** Returns a short reference that can be shown to the user and found in the file. */
  error(message: string, detail?: unknown): string
}

const MAX_BYTES = 1024 * 1024

export function createFileLog({ dir, now = Date.now }: { dir: string; now?: () => number }): Log {
  const file = join(dir, 'rbee-marketplace.log')
  mkdirSync(dir, { recursive: true })
  const write = (level: string, message: string, detail: unknown): void => {
    const more =
      detail === undefined ? '' : ` ${typeof detail === 'string' ? detail : inspect(detail, { depth: 4 })}`
    try {
      if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > MAX_BYTES) renameSync(file, `${file}.1`)
      appendFileSync(file, redact(`${new Date(now()).toISOString()} ${level} ${message}${more}\n`), {
        mode: 0o600,
      })
    } catch {
      // A log that cannot be written must not take the app down with it.
    }
  }
  return fromWriter(write)
}

/** For the command line, where people read what happened as it happens. */
export const createStderrLog = (): Log =>
  fromWriter((level, message, detail) => {
    if (level === 'error')
      process.stderr.write(redact(`${message}${detail === undefined ? '' : `: ${inspect(detail)}`}\n`))
  })

export const silentLog: Log = { info() {}, error: () => 'not-logged' }

function fromWriter(write: (level: string, message: string, detail: unknown) => void): Log {
  return {
    info: (message, detail) => write('info', message, detail),
    error(message, detail) {
      const reference = randomBytes(4).toString('hex')
      write('error', `[${reference}] ${message}`, detail)
      return reference
    },
  }
}

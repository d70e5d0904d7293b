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
  /** From now on it is written nowhere, whatever it stands in. */
  hide(secret: string): void
}

type Write = (level: string, message: string, detail: unknown, secrets: ReadonlySet<string>) => void

const MAX_BYTES = 1024 * 1024

export function createFileLog({ dir, now = Date.now }: { dir: string; now?: () => number }): Log {
  const file = join(dir, 'rbee-marketplace.log')
  mkdirSync(dir, { recursive: true })
  const write: Write = (level, message, detail, secrets) => {
    const more =
      detail === undefined ? '' : ` ${typeof detail === 'string' ? detail : inspect(detail, { depth: 4 })}`
    try {
      if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > MAX_BYTES) renameSync(file, `${file}.1`)
      const line = `${new Date(now()).toISOString()} ${level} ${message}${more}\n`
      appendFileSync(file, redact(line, { secrets }), { mode: 0o600 })
    } catch {
      // A log that cannot be written must not take the app down with it.
    }
  }
  return fromWriter(write)
}

/** For the command line, where people read what happened as it happens. */
export const createStderrLog = (): Log =>
  fromWriter((level, message, detail, secrets) => {
    const line = `${message}${detail === undefined ? '' : `: ${inspect(detail)}`}\n`
    if (level === 'error') process.stderr.write(redact(line, { secrets }))
  })

export const silentLog: Log = { info() {}, error: () => 'not-logged', hide() {} }

function fromWriter(write: Write): Log {
  const secrets = new Set<string>()
  return {
    info: (message, detail) => write('info', message, detail, secrets),
    error(message, detail) {
      const reference = randomBytes(4).toString('hex')
      write('error', `[${reference}] ${message}`, detail, secrets)
      return reference
    },
    hide: (secret) => void secrets.add(secret),
  }
}

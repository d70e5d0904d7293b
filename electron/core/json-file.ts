/** Small JSON files that survive crashes: written whole to a temporary name, then renamed. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { z } from 'zod'
import { FailureError } from '#contract/failure'

export type ReadJson<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | { readonly kind: 'absent' }
  | { readonly kind: 'damaged'; readonly setAside: string; readonly why: string }

/** A file that cannot be understood is renamed, never overwritten: its content may still matter to somebody. */
export function readJson<T>(file: string, schema: z.ZodType<T>): ReadJson<T> {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { kind: 'absent' }
    throw new FailureError({ code: 'not-writable', path: file }, { cause: error })
  }
  try {
    return { kind: 'ok', value: schema.parse(JSON.parse(text)) }
  } catch (error) {
    const setAside = `${file}.damaged`
    renameSync(file, setAside)
    return { kind: 'damaged', setAside, why: String(error) }
  }
}

export function writeJson(file: string, value: unknown): void {
  const temporary = `${file}.${process.pid}.tmp`
  try {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(temporary, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600, flush: true })
    renameSync(temporary, file)
  } catch (error) {
    throw new FailureError({ code: 'not-writable', path: dirname(file) }, { cause: error })
  }
}

/** Reads every file of a model again and compares it with what it should be. */
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { VerifyResult } from '#contract/library'
import type { Transfers } from '#core/downloads/transfer/transfers'
import type { Found } from './scan.ts'
import { changeEntry } from './write-entry.ts'

type Result = VerifyResult['files'][number]

export async function verifyModel(
  { read }: Found,
  { transfers, signal }: { transfers: Pick<Transfers, 'hash' | 'inspect'>; signal: AbortSignal },
): Promise<VerifyResult> {
  const facts = read.kind === 'entry' ? read.facts : null
  const files: Result[] = []
  for (const { path, sizeBytes, sha256 } of facts?.files ?? []) {
    const full = join(read.folder, ...path.split('/'))
    const size = await stat(full).then(
      (found) => found.size,
      () => null,
    )
    if (size === null) files.push({ path, result: 'missing' })
    else if (size !== sizeBytes) files.push({ path, result: 'wrong' })
    else
      files.push({ path, result: (await transfers.hash(full, signal)).sha256 === sha256 ? 'right' : 'wrong' })
  }
  if (!facts) files.push(...(await headersOf(read.folder, transfers)))
  return { folder: read.folder, files }
}

/** Of a model that somebody else put there only the headers can be judged. */
async function headersOf(folder: string, transfers: Pick<Transfers, 'inspect'>): Promise<readonly Result[]> {
  const names = await readdir(folder, { recursive: true }).catch(() => [])
  const results: Result[] = []
  for (const path of names) {
    const inspection = await transfers.inspect(join(folder, path)).catch(() => null)
    if (inspection) results.push({ path, result: inspection.ok ? 'unknown' : 'wrong' })
  }
  return results
}

/** A model with wrong files is none that a worker should start with: its entry says so until they are right again. */
export async function remember({ read }: Found, { files }: VerifyResult): Promise<boolean> {
  if (read.kind !== 'entry' || !read.facts) return false
  const { status } = read.entry
  const wrong = files.filter(({ result }) => result !== 'right').map(({ path }) => path)
  if (wrong.length > 0) {
    const error = `Wrong or missing: ${wrong.join(', ')}`
    await changeEntry(read.folder, (entry) => ({ ...entry, status: { Failed: { error } } }))
    return true
  }
  if (typeof status === 'string') return false
  await changeEntry(read.folder, (entry) => ({ ...entry, status: 'Available' }))
  return true
}

/**
 * What is known of a `.partial` file, kept beside it. It is written only after the bytes that it names are on
 * disk, so whatever it says is true after a kill or a power loss at any instant.
 */
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { z } from 'zod'
import { clipRanges, type ByteRange } from './ranges.ts'

const Journal = z.object({
  version: z.literal(1),
  /** The commit or version that the bytes belong to. */
  revision: z.string(),
  sizeBytes: z.number().int().nonnegative(),
  digest: z.string().nullable(),
  etag: z.string().nullable(),
  done: z.array(z.tuple([z.number(), z.number()])),
})
export type Journal = Omit<z.infer<typeof Journal>, 'version' | 'done'> & {
  readonly done: readonly ByteRange[]
}

export const partialOf = (path: string): string => `${path}.partial`
export const journalOf = (path: string): string => `${path}.partial.json`

/** The journal, if it can be understood and belongs to these very bytes. */
export async function readJournal(
  path: string,
  wanted: { readonly revision: string; readonly sizeBytes: number | null; readonly digest: string | null },
): Promise<Journal | null> {
  const parsed = Journal.safeParse(await readJsonOrNull(journalOf(path)))
  if (!parsed.success) return null
  const { revision, sizeBytes, digest, etag, done } = parsed.data
  // The same digest is the same content, whatever the revision is called.
  const same = digest !== null && digest === wanted.digest ? true : revision === wanted.revision
  if (!same || digest !== wanted.digest) return null
  if (wanted.sizeBytes !== null && wanted.sizeBytes !== sizeBytes) return null
  return { revision, sizeBytes, digest, etag, done: clipRanges(done, sizeBytes) }
}

async function readJsonOrNull(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch {
    return null
  }
}

export async function writeJournal(path: string, journal: Journal): Promise<void> {
  const temporary = `${journalOf(path)}.tmp`
  await writeFile(temporary, JSON.stringify({ version: 1, ...journal }), { mode: 0o600, flush: true })
  await rename(temporary, journalOf(path))
}

export async function removeJournal(path: string): Promise<void> {
  await rm(journalOf(path), { force: true })
  await rm(`${journalOf(path)}.tmp`, { force: true })
}

/** One folder of the model catalog: today's entries, those of older versions, and damaged ones. Nothing is mended here. */
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { say, type Saying } from '#domain/sayings/saying'
import { marketplaceFacts, Metadata, type MarketplaceFacts, type ModelEntry } from './entry.ts'
import { METADATA } from './write-entry.ts'

export type ReadEntry =
  | {
      readonly kind: 'entry'
      readonly folder: string
      readonly entry: ModelEntry
      readonly addedAt: number | null
      readonly facts: MarketplaceFacts | null
    }
  | {
      readonly kind: 'legacy'
      readonly folder: string
      readonly entry: LegacyEntry
      readonly addedAt: number | null
    }
  | { readonly kind: 'damaged'; readonly folder: string; readonly why: Saying }

/** Before November 2025: snake case throughout, no source, type or configuration. */
const LegacyEntry = z.looseObject({
  id: z.string().min(1),
  name: z.string(),
  path: z.string().min(1),
  size: z.number().nonnegative().catch(0),
  author: z.string().nullable().optional().catch(null),
  added_at: z.string().optional(),
})
export type LegacyEntry = z.infer<typeof LegacyEntry>

const MOST_BYTES = 4 * 1024 * 1024

/** Null where there is no entry at all. */
export async function readEntry(folder: string): Promise<ReadEntry | null> {
  let text: string
  try {
    text = await readFile(join(folder, METADATA), 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return null
    return {
      kind: 'damaged',
      folder,
      why: say('entry-unreadable', { folder: basename(folder), code: code ?? '' }),
    }
  }
  return interpretEntry(folder, text)
}

export function interpretEntry(folder: string, text: string): ReadEntry {
  const damaged = (why: Saying): ReadEntry => ({ kind: 'damaged', folder, why })
  if (text.length > MOST_BYTES) return damaged(say('entry-too-large'))
  let value: unknown
  try {
    // rbee itself refuses the mark that some editors put in front; we read over it.
    value = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return damaged(say('entry-not-json'))
  }
  const today = Metadata.safeParse(value)
  if (today.success) {
    const { artifact, added_at: addedAt } = today.data
    return {
      kind: 'entry',
      folder,
      entry: artifact,
      addedAt: timeOf(addedAt),
      facts: marketplaceFacts(artifact),
    }
  }
  const legacy = Legacy.safeParse(value)
  if (!legacy.success || 'modelType' in legacy.data)
    return damaged(say('entry-lacks', { field: firstIssue(today.error) }))
  return { kind: 'legacy', folder, entry: legacy.data, addedAt: timeOf(legacy.data.added_at) }
}

/** With or without the wrapper around it. */
const Legacy = z.preprocess(
  (value) => (typeof value === 'object' && value !== null && 'artifact' in value ? value.artifact : value),
  LegacyEntry,
)

const firstIssue = ({ issues }: z.ZodError): string => issues[0]?.path.map(String).join('.') || 'artifact'

function timeOf(text: string | undefined): number | null {
  const time = Date.parse(text ?? '')
  return Number.isNaN(time) ? null : time
}

/** From the database to columns: all of it, or what came since. */
import type { Records } from '../store/records.ts'
import type { KeyedModel } from '../store/database-row.ts'
import type { BaseColumns } from './columns-file.ts'
import type { ColumnsChange } from './columns.ts'
import { flatten, type FlatSegment } from './flat.ts'
import type { CatalogRules } from './judge-port.ts'
import { fixedOrder, fixedSorts } from './orders.ts'
import { createSegmentBuilder } from './segment-builder.ts'

const READ_AT_ONCE = 200

/** Yields often, so that the thread can do other work in between. */
export function* buildBase(records: Records, rules: CatalogRules): Generator<void, BaseColumns> {
  const generation = records.generation()
  const builder = createSegmentBuilder(rules)
  for (let after = 0; ;) {
    const models = records.read(after, READ_AT_ONCE)
    const last = models.at(-1)
    if (!last) break
    for (const model of models) builder.add(model)
    after = last.key
    yield
  }
  const packed = builder.finish()
  yield
  for (const sort of fixedSorts) {
    fixedOrder(packed.segment, sort)
    yield
  }
  return { flat: flatten(packed), generation }
}

/** What has been handed over so far. */
export interface Sent {
  readonly baseRows: number
  readonly generation: number
  /** The small segments: what each shows came after that generation. */
  readonly patches: readonly { readonly since: number; readonly rows: number }[]
}

/** More segments than this slow every query: then the last small ones become one. */
const MANY_SEGMENTS = 6
const MOST_SEGMENTS = 12
const MOST_MERGED_ROWS = 3000
/** Small segments together may grow to this part of the large one before all is built anew. */
const MOST_CHANGED = 0.25
const FEW_ROWS = 4000

/** Too many to be added by the side of the large segment. */
const areMany = (rows: number, { baseRows }: Sent): boolean =>
  rows > Math.max(FEW_ROWS, MOST_CHANGED * baseRows)

export const needsRebuild = (sent: Sent): boolean =>
  sent.patches.length >= MOST_SEGMENTS || areMany(addedRows(sent.patches), sent)

/** True where a patch would take as long as building everything. */
export const isFar = (sent: Sent, records: Records): boolean =>
  areMany(records.countChangedSince(sent.generation), sent)

/** Changed rows die, and live again in a new small segment. Null where nothing has changed. */
export function buildPatch(
  sent: Sent,
  records: Records,
  rules: CatalogRules,
): { readonly change: ColumnsChange; readonly sent: Sent } | null {
  const generation = records.generation()
  if (generation === sent.generation) return null
  const { models, withdrawn } = records.changedSince(sent.generation)
  const kept = keptPatches(sent.patches, models.length)
  const since = sent.patches[kept]?.since ?? sent.generation
  const shown = since === sent.generation ? models : records.changedSince(since).models
  const patches = [
    ...sent.patches.slice(0, kept),
    ...(shown.length === 0 ? [] : [{ since, rows: shown.length }]),
  ]
  return {
    change: {
      base: null,
      drop: sent.patches.length - kept,
      gone: Uint32Array.from([...withdrawn, ...models.map(({ key }) => key)]),
      added: shown.length === 0 ? null : segmentOf(shown, rules),
    },
    sent: { ...sent, generation, patches },
  }
}

/** How many small segments stay as they are: the last ones are read again together with what is new, if that is quick. */
function keptPatches(patches: Sent['patches'], newRows: number): number {
  if (patches.length < MANY_SEGMENTS) return patches.length
  let kept = patches.length
  while (kept > 0 && addedRows(patches.slice(kept - 1)) + newRows <= MOST_MERGED_ROWS) kept--
  return kept
}

const addedRows = (patches: Sent['patches']): number => patches.reduce((sum, { rows }) => sum + rows, 0)

function segmentOf(models: readonly KeyedModel[], rules: CatalogRules): FlatSegment {
  const builder = createSegmentBuilder(rules)
  for (const model of models) builder.add(model)
  return flatten(builder.finish())
}

/** `GET /api/v1/models`: rows are filtered after the page is cut, so that pages come short or empty with more to follow. */
import { json, type Answer } from '../exchange.ts'
import { readQuery, type CivitaiQuery, type CivitaiSort } from './query.ts'
import { publishedAt, withPicturesFrom, type CivitaiRecord, type CivitaiVersion } from './records.ts'

const stat = (record: CivitaiRecord, name: string): number => record.stats?.[name] ?? 0
const liked = (record: CivitaiRecord) => stat(record, 'thumbsUpCount') || stat(record, 'favoriteCount')

/** What each sort compares, best first; the id breaks ties. A cursor carries as many values. */
const KEYS: Readonly<Record<CivitaiSort, (record: CivitaiRecord) => readonly number[]>> = {
  'Highest Rated': (record) => [liked(record), stat(record, 'downloadCount'), record.id],
  'Most Downloaded': (record) => [stat(record, 'downloadCount'), liked(record), record.id],
  'Most Liked': (record) => [liked(record), stat(record, 'downloadCount'), record.id],
  'Most Discussed': (record) => [stat(record, 'commentCount'), liked(record), record.id],
  'Most Collected': (record) => [liked(record), stat(record, 'downloadCount'), record.id],
  'Most Images': (record) => [liked(record), stat(record, 'downloadCount'), record.id],
  Newest: (record) => [publishedAt(record), record.id],
  Oldest: (record) => [-publishedAt(record), record.id],
}

export interface ListContext {
  /** The host in `nextPage`: the real one names itself even behind a mirror. */
  readonly linkBase: string
  readonly cdnUrl: string
}

export function listModels(
  records: readonly CivitaiRecord[],
  params: URLSearchParams,
  context: ListContext,
): Answer {
  const query = readQuery(params)
  if ('status' in query) return query
  if (query.username !== null && !records.some(({ creator }) => creator?.username === query.username))
    return json(404, { message: 'User not found' })
  const keys = KEYS[query.sort]
  const candidates = records.filter((record) => inSql(record, query, records))
  const sorted = query.query === null ? candidates.toSorted((a, b) => compare(keys(a), keys(b))) : candidates
  const start = startOf(sorted, query, keys)
  if (typeof start !== 'number') return start
  const rows = sorted.slice(start, start + query.limit)
  const extra = sorted[start + query.limit]
  const cursor = extra && (query.query === null ? keys(extra).join('|') : String(start + query.limit))
  const items = rows.flatMap((record) => visible(record, query, context.cdnUrl))
  return json(200, { items, metadata: metadata(query, params, { cursor, linkBase: context.linkBase }) })
}

function metadata(
  query: CivitaiQuery,
  params: URLSearchParams,
  { cursor, linkBase }: { cursor: string | undefined; linkBase: string },
): Record<string, unknown> {
  const paged = query.page === null ? {} : { currentPage: query.page, pageSize: query.limit }
  if (cursor === undefined) return paged
  const next = new URLSearchParams(params)
  next.set('cursor', cursor)
  return { nextCursor: cursor, nextPage: `${linkBase}/api/v1/models?${next.toString()}`, ...paged }
}

/** Where the page starts, from the cursor of the row that was one too many. */
function startOf(
  sorted: readonly CivitaiRecord[],
  query: CivitaiQuery,
  keys: (record: CivitaiRecord) => readonly number[],
): number | Answer {
  if (query.cursor === null) return 0
  if (query.query !== null) return Number(query.cursor) || 0
  const values = query.cursor.split('|').map(Number)
  const expected = sorted[0] ? keys(sorted[0]).length : values.length
  if (values.length !== expected || values.some(Number.isNaN))
    return json(400, {
      message: `Invalid cursor: expected ${expected} value(s) for this sort, received ${values.length}`,
    })
  const at = sorted.findIndex((record) => compare(keys(record), values) >= 0)
  return at === -1 ? sorted.length : at
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (const [at, value] of a.entries()) {
    const other = b[at] ?? 0
    if (value !== other) return other - value
  }
  return 0
}

/** The part of the filter that the database does, before the page is cut. */
function inSql(record: CivitaiRecord, query: CivitaiQuery, all: readonly CivitaiRecord[]): boolean {
  const knownTag = query.tag !== null && all.some(({ tags }) => tags?.includes(query.tag ?? ''))
  return (
    (query.types.length === 0 || query.types.includes(record.type)) &&
    (query.ids === null || query.query !== null || query.ids.includes(record.id)) &&
    (query.username === null || record.creator?.username === query.username) &&
    (!knownTag || record.tags?.includes(query.tag ?? '') === true) &&
    (query.query === null || record.name.toLowerCase().includes(query.query.toLowerCase())) &&
    // A text search applies the base models only after the page is cut.
    (query.query !== null || wanted(record, query).length > 0)
  )
}

const wanted = (record: CivitaiRecord, { baseModels }: CivitaiQuery): readonly CivitaiVersion[] =>
  baseModels.length === 0
    ? record.modelVersions
    : record.modelVersions.filter(({ baseModel }) => baseModels.includes(baseModel ?? ''))

/** The rest of the filter, and the model cut down to the versions that match. */
function visible(record: CivitaiRecord, query: CivitaiQuery, cdnUrl: string): Record<string, unknown>[] {
  if (!query.nsfw && ((record.nsfwLevel ?? 1) & 1) === 0) return []
  const archived = record['mode'] === 'Archived'
  const versions = wanted(record, query).filter((version) => archived || (version.files?.length ?? 0) > 0)
  if (versions.length === 0) return []
  return [
    {
      ...record,
      nsfwLevel: record.nsfwLevel ?? 1,
      baseModels: [...new Set(record.modelVersions.map(({ baseModel }) => baseModel))],
      modelVersions: versions.map((version) => ({
        ...version,
        files: query.primaryFileOnly ? version.files?.filter(({ primary }) => primary) : version.files,
        images: withPicturesFrom(version.images ?? [], cdnUrl).filter(
          (image) => query.nsfw || ((image.nsfwLevel ?? 1) & 1) !== 0,
        ),
      })),
    },
  ]
}

/** `GET /api/models`: filters, sorts, shapes and cursors as the real one has them. */
import { json, type Answer } from '../exchange.ts'
import type { HuggingFaceRecord } from './records.ts'
import { expanded, EXPANDABLE, listItem } from './shapes.ts'

const SORTS: Readonly<Record<string, (record: HuggingFaceRecord) => number | string>> = {
  createdAt: (record) => record.createdAt,
  downloads: (record) => record.downloads,
  likes: (record) => record.likes,
  lastModified: (record) => record.lastModified,
  likes30d: (record) => record.likes,
  trendingScore: (record) => record.trendingScore,
  num_parameters: (record) => record.safetensors?.total ?? 0,
  id: (record) => record.id,
}

export interface ListOptions {
  /** The host in `Link`: the real one names itself even behind a mirror. */
  readonly linkBase: string
  readonly maxLimit: number
}

export function listModels(
  records: Iterable<HuggingFaceRecord>,
  params: URLSearchParams,
  { linkBase, maxLimit }: ListOptions,
): Answer {
  const sort = params.get('sort') ?? 'trendingScore'
  const value = SORTS[sort]
  if (!value) return json(400, { error: 'Invalid sort parameter' })
  const expand = [...params.getAll('expand'), ...params.getAll('expand[]')]
  const wrong = expand.find((name) => !EXPANDABLE.includes(name))
  if (wrong !== undefined) return json(400, { error: `"expand" must be one of [${EXPANDABLE.join(', ')}]` })
  if (expand.length > 0 && ['full', 'config', 'cardData'].some((name) => params.get(name) === 'true'))
    return json(400, { error: '"expand" cannot be combined with "full", "config" or "cardData"' })

  const after = readCursor(params.get('cursor'), sort)
  if (after === 'invalid') return json(400, { error: 'Invalid cursor' })
  const limit = Math.min(maxLimit, Math.max(1, Number(params.get('limit') ?? 1000) || 1000))
  const sorted = [...records]
    .filter((record) => matches(record, params))
    .toSorted((a, b) => compare([value(a), a._id], [value(b), b._id]))
    .filter((record) => !after || compare([value(record), record._id], after) > 0)
  const page = sorted.slice(0, limit)
  const last = page.at(-1)
  const more = sorted.length > page.length && last
  const link = more ? nextLink(linkBase, params, { sort, value: value(last), id: last._id }) : null
  return json(
    200,
    page.map((record) => (expand.length > 0 ? expanded(record, expand) : listItem(record, params))),
    link ? { link } : {},
  )
}

type Position = readonly [number | string, string]

/** Descending by value, then ascending by `_id`. */
function compare([a, aId]: Position, [b, bId]: Position): number {
  if (a === b) return aId < bId ? -1 : aId > bId ? 1 : 0
  return a > b ? -1 : 1
}

export function matches(record: HuggingFaceRecord, params: URLSearchParams): boolean {
  const labels = new Set([...record.tags, record.pipeline_tag, record.library_name])
  const range = /^(?:min:([\d.]+)([KMBT]?))?,?(?:max:([\d.]+)([KMBT]?))?$/.exec(
    params.get('num_parameters') ?? '',
  )
  const total = record.safetensors?.total ?? null
  const low = range?.[1] ? Number(range[1]) * unit(range[2]) : null
  const high = range?.[3] ? Number(range[3]) * unit(range[4]) : null
  const only = (name: string, actual: string | undefined) =>
    !params.has(name) || params.getAll(name).every((wanted) => wanted === actual)
  return (
    !record.private &&
    params.getAll('search').every((word) => record.id.toLowerCase().includes(word.toLowerCase())) &&
    params.getAll('filter').every((tag) => labels.has(tag)) &&
    only('author', record.author) &&
    only('pipeline_tag', record.pipeline_tag) &&
    only('library', record.library_name) &&
    (!params.has('gated') || (params.get('gated') === 'true') === (record.gated !== false)) &&
    (low === null || (total !== null && total >= low)) &&
    (high === null || (total !== null && total <= high))
  )
}

const unit = (letter = ''): number => ({ K: 1e3, M: 1e6, B: 1e9, T: 1e12 })[letter] ?? 1

/** A position in a live sort, as the real cursor is: base64 of a Mongo-like condition. */
function nextLink(base: string, params: URLSearchParams, last: { sort: string; value: unknown; id: string }) {
  const condition = {
    $or: [
      { [last.sort]: last.value, _id: { $gt: last.id } },
      { [last.sort]: { $lt: last.value } },
      { [last.sort]: null },
    ],
  }
  const next = new URLSearchParams(params)
  next.set('cursor', Buffer.from(JSON.stringify(condition)).toString('base64'))
  return `<${base}/api/models?${next.toString()}>; rel="next"`
}

function readCursor(cursor: string | null, sort: string): Position | null | 'invalid' {
  if (cursor === null) return null
  try {
    const { $or } = JSON.parse(Buffer.from(cursor, 'base64').toString()) as {
      $or: [{ [field: string]: unknown; _id: { $gt: string } }]
    }
    const value = $or[0][sort]
    if (typeof value !== 'number' && typeof value !== 'string') return 'invalid'
    return [value, $or[0]._id.$gt]
  } catch {
    return 'invalid'
  }
}

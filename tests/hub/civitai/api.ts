/** CivitAI's API as a part of the loopback hub. Wrong tokens are anonymous, as on the real one. */
import { json, type Answer, type Exchange, type HubPart } from '../exchange.ts'
import { listModels } from './list.ts'
import { MODEL_TYPES } from './query.ts'
import { withPicturesFrom, type CivitaiRecord, type CivitaiVersion } from './records.ts'

export interface CivitaiHub {
  readonly part: HubPart
  readonly records: Map<number, CivitaiRecord>
  readonly tokens: ReadonlySet<string>
}

export interface CivitaiHubOptions {
  readonly records: readonly CivitaiRecord[]
  readonly tokens: ReadonlySet<string>
  readonly linkBase: string
  /** Also answer for a blocked region: 451 to everything. */
  readonly regionBlocked: boolean
}

export function createCivitaiHub(options: CivitaiHubOptions): CivitaiHub {
  const hub = {
    records: new Map(options.records.map((record) => [record.id, record])),
    tokens: options.tokens,
  }
  const part: HubPart = (exchange) => {
    if (exchange.origin !== 'hub' || !exchange.url.pathname.startsWith('/api/v1/')) return false
    const made = options.regionBlocked ? blocked() : answer(hub, options, exchange)
    if (made === null) return false
    const caching =
      exchange.token === null ? { 'cache-control': 'public, s-maxage=300, stale-while-revalidate=150' } : {}
    exchange.send({ ...made, headers: { ...caching, ...made.headers } })
    return true
  }
  return { ...hub, part }
}

const blocked = (): Answer =>
  json(451, {
    error: 'Access to this service is not available in your region due to legal restrictions.',
    code: 'REGION_BLOCKED',
  })

type Hub = Omit<CivitaiHub, 'part'>

function answer(hub: Hub, { linkBase }: CivitaiHubOptions, { url, cdnUrl, token }: Exchange): Answer | null {
  const path = url.pathname.slice('/api/v1'.length)
  if (path === '/models') return listModels([...hub.records.values()], url.searchParams, { linkBase, cdnUrl })
  if (path === '/me')
    return token !== null && hub.tokens.has(token)
      ? json(200, { id: 1, username: 'tester' })
      : json(401, { error: 'Unauthorized' })
  if (path === '/enums') return json(200, enums(hub))
  const [, kind, key = ''] =
    /^\/(models|model-versions\/by-hash|model-versions\/mini|model-versions)\/([^/]+)$/.exec(path) ?? []
  if (kind === 'models') return byId(hub, key, cdnUrl)
  if (kind === 'model-versions/by-hash') return byHash(hub, key, cdnUrl)
  if (kind === 'model-versions/mini') return mini(hub, key)
  if (kind === 'model-versions') return version(hub, key, cdnUrl)
  return null
}

const enums = (hub: Hub) => {
  const bases = [...hub.records.values()].flatMap((record) =>
    record.modelVersions.map((one) => one.baseModel),
  )
  return { ModelType: MODEL_TYPES, BaseModel: [...new Set(bases)], ActiveBaseModel: [...new Set(bases)] }
}

/** Not the list's shape: null fields and empty arrays are left out, pictures of every level come without ids. */
function byId(hub: Hub, key: string, cdnUrl: string): Answer {
  const id = Number(key)
  if (!Number.isInteger(id) || id > 2_147_483_647) return json(400, { error: `Invalid id: ${key}` })
  const record = hub.records.get(id)
  if (!record) return json(404, { error: `No model with id ${id}` })
  const modelVersions = record.modelVersions.map((one) =>
    withoutEmpty({
      ...one,
      status: 'Published',
      images: withPicturesFrom(one.images ?? [], cdnUrl).map((image) => without(image, ['id'])),
    }),
  )
  return json(200, { ...record, nsfwLevel: record.nsfwLevel ?? 1, modelVersions })
}

const without = (value: object, keys: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)))

const withoutEmpty = (value: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(value).filter(
      ([, field]) => field !== null && !(Array.isArray(field) && field.length === 0),
    ),
  )

function version(hub: Hub, key: string, cdnUrl: string): Answer {
  const found = findVersion(hub, (one) => String(one.id) === key)
  return found ? json(200, versionShape(found, cdnUrl)) : json(404, { error: 'Model not found' })
}

function byHash(hub: Hub, hash: string, cdnUrl: string): Answer {
  const wanted = hash.toUpperCase()
  const found = findVersion(hub, ({ files }) =>
    (files ?? []).some(({ hashes }) =>
      Object.values(hashes ?? {}).some((one) => one.toUpperCase() === wanted),
    ),
  )
  return found ? json(200, versionShape(found, cdnUrl)) : json(404, { error: 'Model not found' })
}

function mini(hub: Hub, key: string): Answer {
  const found = findVersion(hub, (one) => String(one.id) === key)
  if (!found) return json(404, { error: 'Model not found' })
  const [record, one] = found
  const file = one.files?.find(({ primary }) => primary) ?? one.files?.[0]
  return json(200, {
    versionName: one.name,
    modelName: record.name,
    baseModel: one.baseModel,
    availability: 'Public',
    size: file?.sizeKB,
    fileName: file?.name,
    hashes: file?.hashes,
    requireAuth: one.requireAuth ?? false,
    checkPermission: false,
  })
}

type Found = readonly [CivitaiRecord, CivitaiVersion]

function findVersion(hub: Hub, matches: (version: CivitaiVersion) => boolean): Found | null {
  for (const record of hub.records.values())
    for (const one of record.modelVersions) if (matches(one)) return [record, one]
  return null
}

function versionShape([record, one]: Found, cdnUrl: string) {
  return {
    ...without(one, ['index', 'requireAuth']),
    modelId: record.id,
    status: 'Published',
    usageControl: one.usageControl ?? 'Download',
    model: { name: record.name, type: record.type, nsfw: record.nsfw ?? false, poi: false },
    files: (one.files ?? []).map((file) => ({ ...file, primary: file.primary ?? false })),
    images: withPicturesFrom(one.images ?? [], cdnUrl),
  }
}

/** HuggingFace's API as a part of the loopback hub. */
import { json, text, type Answer, type Exchange, type HubPart } from '../exchange.ts'
import {
  invalidToken,
  missingEntry,
  missingRepo,
  missingRevision,
  refusal,
  type HuggingFaceTokens,
} from './access.ts'
import { listModels, type ListOptions } from './list.ts'
import { createQuota, type Bucket, type Quotas } from './rate-limit.ts'
import { readmeOf, type HuggingFaceRecord } from './records.ts'
import { expanded, EXPANDABLE_INFO, modelInfo, treeItem } from './shapes.ts'

export interface HuggingFaceHub {
  readonly part: HubPart
  readonly records: Map<string, HuggingFaceRecord>
  /** Old names that redirect: `gpt2` → `openai-community/gpt2`. */
  readonly renamed: Map<string, string>
  readonly tokens: HuggingFaceTokens
}

export interface HuggingFaceHubOptions extends ListOptions {
  readonly records: readonly HuggingFaceRecord[]
  readonly tokens: HuggingFaceTokens
  readonly quotas: Quotas
  readonly now: () => number
}

const BUCKETS: readonly [RegExp, Bucket][] = [
  [/^\/api\//, 'api'],
  [/\/(resolve|raw)\//, 'resolvers'],
]

export function createHuggingFaceHub(options: HuggingFaceHubOptions): HuggingFaceHub {
  const records = new Map(options.records.map((record) => [record.id, record]))
  const renamed = new Map<string, string>()
  const quota = createQuota(options.quotas, options.now)
  const hub = { records, renamed, tokens: options.tokens }

  const part: HubPart = (exchange) => {
    if (!isOurs(exchange)) return false
    const bucket = BUCKETS.find(([pattern]) => pattern.test(exchange.url.pathname))?.[1] ?? 'pages'
    const { headers, refused } = quota.count(bucket, exchange.token ?? 'anonymous')
    const made = refused ?? answer(hub, options, exchange)
    if (made === null) return false
    exchange.send({ ...made, headers: { ...headers, ...made.headers } })
    return true
  }
  return { ...hub, part }
}

const isOurs = ({ origin, url }: Exchange): boolean =>
  origin === 'hub' &&
  !url.pathname.startsWith('/api/v1/') &&
  !url.pathname.startsWith('/api/download/') &&
  (url.pathname.startsWith('/api/') ||
    /^\/[^/]+\/[^/]+\/(resolve|raw)\/[^/]+\/README\.md$/.test(url.pathname))

type Hub = Omit<HuggingFaceHub, 'part'>

function answer(hub: Hub, options: HuggingFaceHubOptions, exchange: Exchange): Answer | null {
  const { url, token } = exchange
  if (token !== null && !Object.hasOwn(hub.tokens, token)) return invalidToken()
  if (url.pathname === '/api/models') return listModels(hub.records.values(), url.searchParams, options)
  if (url.pathname === '/api/whoami-v2') return whoami(hub, token)
  const readme = /^\/([^/]+\/[^/]+)\/(?:resolve|raw)\/([^/]+)\/README\.md$/.exec(url.pathname)
  if (readme) return readmeAnswer(hub, exchange, readme)
  const model =
    /^\/api\/models\/([^/]+(?:\/[^/]+)?)(?:\/(revision|tree|paths-info|auth-check)(?:\/(.*))?)?$/.exec(
      url.pathname,
    )
  if (!model) return null
  const [, path, verb, rest] = model
  return modelAnswer(hub, exchange, { id: decodeURIComponent(path ?? ''), verb, rest })
}

const whoami = (hub: Hub, token: string | null): Answer =>
  token === null || !hub.tokens[token]
    ? invalidToken()
    : json(200, {
        type: 'user',
        id: '0'.repeat(24),
        name: hub.tokens[token].name,
        auth: { type: 'access_token' },
      })

interface ModelPath {
  readonly id: string
  readonly verb: string | undefined
  readonly rest: string | undefined
}

function modelAnswer(hub: Hub, exchange: Exchange, { id, verb, rest }: ModelPath): Answer {
  const { url, token } = exchange
  const record = hub.records.get(id)
  if (!record || record.private) {
    const canonical = hub.renamed.get(id) ?? findIgnoringCase(hub, id)
    if (!canonical) return missingRepo(token)
    const tail = url.pathname.slice(`/api/models/${id}`.length)
    return text(307, '', { location: `/api/models/${canonical}${tail}${url.search}` })
  }
  if (verb === 'auth-check') return refusal(record, token, hub.tokens) ?? text(200, 'OK')
  const [revision = 'main', ...folder] = (rest ?? 'main').split('/').map(decodeURIComponent)
  if (!['main', 'HEAD', record.sha].includes(revision)) return missingRevision(revision)
  if (verb === 'tree') return tree(record, folder.join('/'), url)
  if (verb === 'paths-info') return pathsInfo(record, exchange.body)
  return info(record, url.searchParams)
}

function info(record: HuggingFaceRecord, params: URLSearchParams): Answer {
  const expand = [...params.getAll('expand'), ...params.getAll('expand[]')]
  if (expand.some((name) => !EXPANDABLE_INFO.includes(name)))
    return json(400, { error: `"expand" must be one of [${EXPANDABLE_INFO.join(', ')}]` })
  return json(200, expand.length > 0 ? expanded(record, expand) : modelInfo(record, params))
}

function tree(record: HuggingFaceRecord, folder: string, url: URL): Answer {
  const recursive = url.searchParams.get('recursive') === 'true'
  const limit = Number(
    url.searchParams.get('limit') ?? (url.searchParams.get('expand') === 'true' ? 100 : 1000),
  )
  const start = Number(Buffer.from(url.searchParams.get('cursor') ?? '', 'base64').toString() || 0)
  const prefix = folder ? `${folder}/` : ''
  const inside = record.siblings.filter(({ rfilename }) => rfilename.startsWith(prefix))
  const files = recursive
    ? inside
    : inside.filter(({ rfilename }) => !rfilename.slice(prefix.length).includes('/'))
  if (folder && inside.length === 0) return missingEntry(record)
  const next = new URL(url)
  next.searchParams.set('cursor', Buffer.from(String(start + limit)).toString('base64'))
  const link = `<https://huggingface.co${next.pathname}${next.search}>; rel="next"`
  return json(
    200,
    files.slice(start, start + limit).map(treeItem),
    start + limit < files.length ? { link } : {},
  )
}

/** Paths that do not exist are left out without a word. */
function pathsInfo(record: HuggingFaceRecord, body: Buffer): Answer {
  const { paths } = JSON.parse(body.toString() || '{"paths":[]}') as { paths: string[] }
  const wanted = new Set(paths)
  return json(200, record.siblings.filter(({ rfilename }) => wanted.has(rfilename)).map(treeItem))
}

function readmeAnswer(hub: Hub, exchange: Exchange, [, id = '', revision = '']: RegExpExecArray): Answer {
  const record = hub.records.get(decodeURIComponent(id))
  if (!record) return missingRepo(exchange.token)
  const refused = refusal(record, exchange.token, hub.tokens)
  if (refused) return refused
  if (!['main', 'HEAD', record.sha].includes(decodeURIComponent(revision))) return missingRevision(revision)
  if (!record.siblings.some(({ rfilename }) => rfilename === 'README.md')) return missingEntry(record)
  return text(200, readmeOf(record, exchange.cdnUrl), { 'x-repo-commit': record.sha })
}

const findIgnoringCase = (hub: Hub, id: string): string | undefined =>
  [...hub.records.keys()].find((known) => known.toLowerCase() === id.toLowerCase() && known !== id)

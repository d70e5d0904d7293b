/**
 * Links that ask something of this app: `rbee://…` in the three grammars that rbee's handler, its web buttons and its
 * plans use, and in those that HuggingFace's “Use this model” knows. Each part is decoded once and then has to be what it claims to be. Pure; a link is only ever read here.
 */
import type { Source } from './model.ts'

export interface ModelLink {
  readonly kind: 'model'
  readonly source: Source
  /** `org/name`, or CivitAI's number. */
  readonly sourceId: string
  /** HuggingFace: a branch, tag or commit. CivitAI: a version's number. */
  readonly revision: string | null
  /** A file inside the repository. */
  readonly file: string | null
  /** HuggingFace: which of its quantisations. */
  readonly quantization: string | null
  /** The kind of worker that the link would have it run on: a wish, no more. */
  readonly worker: string | null
}
export type DeepLink =
  | ModelLink
  | { readonly kind: 'worker'; readonly workerId: string }
  | { readonly kind: 'page'; readonly page: 'discover' }

export const deepLinkProblems = [
  'not-a-link',
  'too-long',
  'bad-encoding',
  'unknown-action',
  'not-this-app',
  'bad-id',
] as const
export type DeepLinkProblem = (typeof deepLinkProblems)[number]

export type ParsedDeepLink =
  { readonly ok: true; readonly link: DeepLink } | { readonly ok: false; readonly problem: DeepLinkProblem }

const MAX_CHARS = 2000
const SCHEME = /^rbee:\/\/([^?#]*)(?:\?([^#]*))?(?:#.*)?$/i
/** Nothing that a person would not see, or would see in another order than it stands. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u
const BLANK = /\s/

const OWNER = /^[A-Za-z0-9][\w.-]{0,95}$/
const NAME = /^[\w.-]{1,96}$/
const REVISION = /^\w[\w./-]{0,99}$/
const NUMBER = /^\d{1,10}$/
const WORKER = /^[a-z0-9][a-z0-9._-]{0,99}$/i
/** Unlike a file of weights, it has no ending. */
const QUANTIZATION = /^[\w-]{1,40}$/
const MAX_FILE_CHARS = 500
const LARGEST_NUMBER = 2_147_483_647

const failed = (problem: DeepLinkProblem): ParsedDeepLink => ({ ok: false, problem })
const found = (link: DeepLink | null): ParsedDeepLink => (link ? { ok: true, link } : failed('bad-id'))

export const isDeepLink = (text: string): boolean => /^rbee:/i.test(text.trim())

export function parseDeepLink(text: string): ParsedDeepLink {
  if (text.length > MAX_CHARS) return failed('too-long')
  const trimmed = text.trim()
  const [, path, query] = SCHEME.exec(trimmed) ?? []
  if (path === undefined || BLANK.test(trimmed)) return failed('not-a-link')
  const segments = path
    .split('/')
    .filter((segment) => segment !== '')
    .map(decoded)
  const params = paramsOf(query ?? '')
  if (params === null || !segments.every((segment) => segment !== null)) return failed('bad-encoding')
  return read(segments, params)
}

/** What the hub's lookup understands. */
export function modelText({ source, sourceId, revision, quantization }: ModelLink): string {
  const at = revision !== null ? `@${revision}` : quantization !== null ? `:${quantization}` : ''
  return source === 'huggingface' ? `hf:${sourceId}${at}` : `civitai:${sourceId}${at}`
}

type Params = ReadonlyMap<string, string>

function read([first = '', ...rest]: readonly string[], params: Params): ParsedDeepLink {
  const [second = '', ...more] = rest
  const worker = params.get('worker') ?? null
  switch (`${first.toLowerCase()}/${second.toLowerCase()}`) {
    case 'install/model':
    case 'download/model':
      return found(model(more, { params, worker }))
    case 'install/worker':
    case 'download/worker':
      return found(workerOf(more, params))
    case 'spawn/worker': // …/hive/type/model
      return found(model(more.slice(2), { params, worker: more[1] ?? null }))
    case 'open/marketplace':
      return found({ kind: 'page', page: 'discover' })
    case 'open/hive':
    case 'open/queen':
      return failed('not-this-app')
  }
  switch (first.toLowerCase()) {
    case 'open_from_hf':
      return found(fromHub(rest, params))
    case 'model':
    case 'models':
    case 'download-model':
      return found(model(rest, { params, worker }))
    case 'worker':
    case 'install-worker':
      return found(workerOf(rest, params))
    case 'marketplace':
      return found({ kind: 'page', page: 'discover' })
    default:
      return failed('unknown-action')
  }
}

interface ModelParts {
  readonly params: Params
  readonly worker: string | null
}

/** The id stands in the path, whole or with its slash encoded, or in the query; never in both. */
function model(segments: readonly string[], { params, worker }: ModelParts): ModelLink | null {
  const id = oneOf(segments.join('/'), params.get('id'))
  if (id === null || (worker !== null && !WORKER.test(worker))) return null
  const [, hub, named] = /^(huggingface|hf|civitai)[/:-](.+)$/i.exec(id) ?? []
  const source = hub?.toLowerCase() === 'civitai' ? 'civitai' : 'huggingface'
  const parts = source === 'civitai' ? civitai(named ?? '') : repository(named ?? id)
  return parts && { kind: 'model', source, worker: worker?.toLowerCase() ?? null, ...parts }
}

/** `open_from_hf?model=org/name&file=folder/x.gguf` */
function fromHub(segments: readonly string[], params: Params): ModelLink | null {
  const parts = segments.length === 0 ? repository(params.get('model') ?? '') : null
  const file = params.get('file') ?? null
  if (parts === null) return null
  const link = { kind: 'model', source: 'huggingface', worker: null, ...parts } as const
  if (file === null) return link
  return parts.file === null && parts.quantization === null && isFile(file) ? { ...link, file } : null
}

type Parts = Pick<ModelLink, 'sourceId' | 'revision' | 'file' | 'quantization'>

/** `org/name`, `org/name@revision`, `org/name:folder/file.gguf`, `org/name:Q4_K_M`. */
function repository(id: string): Parts | null {
  const [, owner = '', name = '', revision = null, part = null] =
    /^([^/:@]+)\/([^/:@]+)(?:@([^:]+))?(?::(.+))?$/.exec(id) ?? []
  const named = OWNER.test(owner) && NAME.test(name) && !/^\.+$/.test(name) && !name.endsWith('.git')
  if (!named || (revision !== null && !isRevision(revision)) || (part !== null && !isFile(part))) return null
  const quantization = part !== null && QUANTIZATION.test(part) ? part : null
  if (quantization !== null && revision !== null) return null // no other reader has both
  return { sourceId: `${owner}/${name}`, revision, quantization, file: quantization === null ? part : null }
}

/** `123`, `123@456`, `123:456`. */
function civitai(id: string): Parts | null {
  const [, number = '', version = null] = /^(\d+)(?:[@:/](\d+))?$/.exec(id) ?? []
  const fits = [number, version ?? '1'].every((part) => NUMBER.test(part) && Number(part) <= LARGEST_NUMBER)
  return fits && Number(number) > 0
    ? { sourceId: String(Number(number)), revision: version, file: null, quantization: null }
    : null
}

function workerOf(segments: readonly string[], params: Params): DeepLink | null {
  const id = oneOf(segments.join('/'), params.get('id'))
  return id !== null && WORKER.test(id) ? { kind: 'worker', workerId: id.toLowerCase() } : null
}

const oneOf = (path: string, query: string | undefined): string | null =>
  path === '' ? (query ?? null) : query === undefined ? path : null

const isRevision = (text: string): boolean =>
  REVISION.test(text) && !text.split('/').some((part) => part === '' || /^\.+$/.test(part))

const isFile = (text: string): boolean =>
  text.length <= MAX_FILE_CHARS &&
  !/[\\<>:"|?*]/.test(text) &&
  text.split('/').every((part) => part !== '' && !/^\.+$/.test(part))

/** Decoded once: what is encoded twice stays encoded, and then fits no id. */
function decoded(text: string): string | null {
  try {
    const plain = decodeURIComponent(text)
    return HIDDEN.test(plain) ? null : plain
  } catch {
    return null
  }
}

/** Null where it cannot be decoded, or names a thing twice: two readers might then take different ones. */
function paramsOf(query: string): Params | null {
  const params = new Map<string, string>()
  for (const part of query.split('&').filter((each) => each !== '')) {
    const at = part.includes('=') ? part.indexOf('=') : part.length
    const [key, value] = [decoded(part.slice(0, at)), decoded(part.slice(at + 1))]
    if (key === null || value === null || params.has(key)) return null
    params.set(key, value)
  }
  return params
}

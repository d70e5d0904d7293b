/** What a pasted address or id points at. Every grammar that people copy from somewhere; nothing is fetched here. */
import type { Source } from '#domain/model'

export interface ModelRef {
  readonly source: Source
  /** `org/name` or `4384`; null where only a CivitAI version is named, whose model the hub must tell. */
  readonly sourceId: string | null
  /** HuggingFace: a branch, tag or commit. CivitAI: a version id. */
  readonly revision: string | null
  /** HuggingFace: a file inside the repository. */
  readonly path: string | null
  /** As `hf.co/org/name:Q4_K_M` names it, for other programs that fetch models. */
  readonly quantization: string | null
}

const HUGGINGFACE_HOSTS: ReadonlySet<string> = new Set([
  'huggingface.co',
  'www.huggingface.co',
  'hf.co',
  'hf-mirror.com',
])
const CIVITAI_HOSTS: ReadonlySet<string> = new Set([
  'civitai.com',
  'www.civitai.com',
  'civitai.red',
  'civitai.green',
])

/** First path segments of huggingface.co that are no owners. */
const NOT_OWNERS: ReadonlySet<string> = new Set([
  'api',
  'datasets',
  'spaces',
  'docs',
  'blog',
  'models',
  'papers',
  'collections',
  'settings',
  'organizations',
  'tasks',
  'join',
  'login',
  'pricing',
  'new',
])

const OWNER = /^[A-Za-z0-9][\w.-]{0,95}$/
const NAME = /^[\w.-]{1,96}$/
const QUANTIZATION = /:([\w.-]{1,40})$/

/** Null: this is no address or id of a model, but perhaps words to search for. */
export function parseModelRef(text: string): ModelRef | null {
  const trimmed = text.trim().replace(/^<(.*)>$/, '$1')
  if (trimmed === '' || trimmed.length > 2000 || /\s/.test(trimmed)) return null
  return fromPrefix(trimmed) ?? fromUrn(trimmed) ?? fromAddress(trimmed) ?? fromBareId(trimmed)
}

/** `hf:org/name`, `huggingface:org/name@revision`, `huggingface/org/name`, `hf.co/org/name:Q4_K_M`, `civitai:123@456`. */
function fromPrefix(text: string): ModelRef | null {
  const hugging = /^(?:hf|huggingface)[:/-](?!\/)(.+)$/i.exec(text)
  if (hugging) return repository(hugging[1] ?? '')
  const [, model, version] = /^civitai[:/-](\d{1,10})(?:[@:/](\d{1,10}))?$/i.exec(text) ?? []
  return model === undefined ? null : civitai(model, version ?? null)
}

/** `urn:air:sdxl:checkpoint:civitai:123@456` */
function fromUrn(text: string): ModelRef | null {
  const [, model, version] =
    /^(?:urn:)?air:[\w-]+:[\w-]+:civitai:(\d{1,10})(?:@(\d{1,10}))?$/i.exec(text) ?? []
  return model === undefined ? null : civitai(model, version ?? null)
}

function fromAddress(text: string): ModelRef | null {
  const withScheme = /^https?:\/\//i.test(text) ? text : `https://${text}`
  if (!URL.canParse(withScheme)) return null
  const url = new URL(withScheme)
  if (HUGGINGFACE_HOSTS.has(url.hostname)) return huggingFaceAddress(url)
  return CIVITAI_HOSTS.has(url.hostname) ? civitaiAddress(url) : null
}

/** `/org/name`, `/org/name/tree/REV`, `/org/name/blob/REV/path`, `/org/name/resolve/REV/path`, `/api/models/org/name`. */
function huggingFaceAddress(url: URL): ModelRef | null {
  const segments = decodedSegments(url.pathname)
  if (segments === null) return null
  const [owner, name, verb, revision, ...path] =
    segments[0] === 'api' && segments[1] === 'models' ? segments.slice(2) : segments
  if (owner === undefined || name === undefined || NOT_OWNERS.has(owner.toLowerCase())) return null
  const inside = ['tree', 'blob', 'resolve', 'raw', 'revision'].includes(verb ?? '')
  return repositoryParts({
    id: `${owner}/${name.replace(QUANTIZATION, '')}`,
    quantization: QUANTIZATION.exec(name)?.[1] ?? null,
    revision: inside ? (revision ?? null) : null,
    path: inside && verb !== 'tree' && path.length > 0 ? path.join('/') : null,
  })
}

/** `/models/123/slug?modelVersionId=456`, `/api/download/models/456`, `/api/v1/models/123`, `/api/v1/model-versions/456`. */
function civitaiAddress(url: URL): ModelRef | null {
  const id = '(\\d{1,10})(?:/|$)'
  const [, version] =
    new RegExp(`^/(?:api/download/models|api/v1/model-versions|model-versions)/${id}`).exec(url.pathname) ??
    []
  if (version !== undefined) return civitai(null, version)
  const [, model] = new RegExp(`^/(?:api/v1/)?models/${id}`).exec(url.pathname) ?? []
  if (model === undefined) return null
  const asked = url.searchParams.get('modelVersionId')
  return civitai(model, asked !== null && /^\d{1,10}$/.test(asked) ? asked : null)
}

/** `org/name`, as every model card shows it. A single word is a search. */
function fromBareId(text: string): ModelRef | null {
  return /^[^/:@]+\/[^/]+$/.test(text) ? repository(text) : null
}

/** `org/name`, `org/name@revision`, `org/name:QUANT`. */
function repository(text: string): ModelRef | null {
  const [, owner, name, revision, quantization] =
    /^([^/:@]+)\/([^/:@]+)(?:@([\w./-]+)|:([\w.-]{1,40}))?\/?$/.exec(text) ?? []
  if (owner === undefined || name === undefined) return null
  return repositoryParts({
    id: `${owner}/${name}`,
    revision: revision ?? null,
    path: null,
    quantization: quantization ?? null,
  })
}

function repositoryParts({
  id,
  ...parts
}: Omit<ModelRef, 'source' | 'sourceId'> & { readonly id: string }): ModelRef | null {
  const [owner = '', name = ''] = id.split('/')
  const safe = OWNER.test(owner) && NAME.test(name) && !/^\.+$/.test(name) && !name.endsWith('.git')
  if (!safe || [parts.revision, parts.path].some((part) => part?.split('/').includes('..'))) return null
  return { source: 'huggingface', sourceId: id, ...parts }
}

function decodedSegments(pathname: string): string[] | null {
  try {
    return pathname
      .split('/')
      .filter((segment) => segment !== '')
      .map(decodeURIComponent)
  } catch {
    return null
  }
}

function civitai(model: string | null, version: string | null): ModelRef | null {
  if (model !== null && Number(model) > 2_147_483_647) return null
  return {
    source: 'civitai',
    sourceId: model === null ? null : String(Number(model)),
    revision: version,
    path: null,
    quantization: null,
  }
}

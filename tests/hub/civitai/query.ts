/** The query string of `GET /api/v1/models` as its schema reads it: what is refused, what is ignored, what traps. */
import { json, type Answer } from '../exchange.ts'

export const MODEL_TYPES: readonly string[] = [
  'Checkpoint',
  'TextualInversion',
  'Hypernetwork',
  'AestheticGradient',
  'LORA',
  'LoCon',
  'DoRA',
  'Controlnet',
  'Upscaler',
  'MotionModule',
  'VAE',
  'TextEncoder',
  'UNet',
  'CLIPVision',
  'Poses',
  'Wildcards',
  'Workflows',
  'ComfyWorkflows',
  'Detection',
  'VisionLanguage',
  'CLIP',
  'LLM',
  'Other',
]
const SORTS = [
  'Highest Rated',
  'Most Downloaded',
  'Most Liked',
  'Most Discussed',
  'Most Collected',
  'Most Images',
  'Newest',
  'Oldest',
] as const
export type CivitaiSort = (typeof SORTS)[number]

export interface CivitaiQuery {
  readonly limit: number
  readonly page: number | null
  readonly cursor: string | null
  readonly query: string | null
  readonly types: readonly string[]
  readonly baseModels: readonly string[]
  readonly sort: CivitaiSort
  readonly nsfw: boolean
  readonly primaryFileOnly: boolean
  readonly ids: readonly number[] | null
  readonly tag: string | null
  readonly username: string | null
}

const BOOLEANS: Readonly<Record<string, boolean>> = {
  true: true,
  '1': true,
  yes: true,
  on: true,
  false: false,
  '0': false,
  no: false,
  off: false,
}

/** The 400 of the list: `error` is an object, and its message is JSON in a string. */
const zodError = (path: string, message: string): Answer =>
  json(400, {
    error: {
      name: 'ZodError',
      message: JSON.stringify([{ code: 'invalid_value', path: [path], message }], null, 2),
    },
  })

export function readQuery(params: URLSearchParams): CivitaiQuery | Answer {
  const limit = Number(params.get('limit') ?? 100)
  if (!Number.isInteger(limit) || limit < 0 || limit > 100)
    return zodError('limit', 'Too big: expected number to be <=100')
  const types = params.getAll('types')
  const wrong = types.find((type) => !MODEL_TYPES.includes(type))
  if (wrong !== undefined) return zodError('types', `Invalid option: ${wrong}`)
  const sort = SORTS.find((one) => one === (params.get('sort') ?? 'Highest Rated'))
  if (!sort) return zodError('sort', 'Invalid option')
  for (const name of ['nsfw', 'primaryFileOnly', 'favorites', 'hidden'])
    if (params.has(name) && BOOLEANS[params.get(name) ?? ''] === undefined)
      return zodError(name, 'Invalid input')
  for (const name of ['allowNoCredit', 'allowDerivatives', 'allowDifferentLicense', 'browsingLevel'])
    if (params.has(name)) return zodError(name, 'Invalid input: expected boolean, received string')
  if (params.has('fileFormats') && params.getAll('fileFormats').length < 2)
    return zodError('fileFormats', 'Invalid input: expected array, received string')
  if (params.has('checkpointType') && !['Trained', 'Merge'].includes(params.get('checkpointType') ?? ''))
    return zodError('checkpointType', 'Invalid option')
  const page = params.has('page') ? Number(params.get('page')) : null
  const refused = refusePage(page, limit, params)
  if (refused) return refused
  return {
    limit,
    page,
    cursor: params.get('cursor'),
    query: params.get('query'),
    types,
    baseModels: params.getAll('baseModels'),
    sort,
    nsfw: BOOLEANS[params.get('nsfw') ?? 'false'] ?? false,
    primaryFileOnly: BOOLEANS[params.get('primaryFileOnly') ?? 'false'] ?? false,
    ids: params.has('ids') ? (params.get('ids') ?? '').split(',').map(Number) : null,
    tag: params.get('tag') ?? params.get('tagname'),
    username: params.get('username') ?? params.get('user'),
  }
}

/** `page` does nothing but refuse. */
function refusePage(page: number | null, limit: number, params: URLSearchParams): Answer | null {
  if (page !== null && params.has('query'))
    return json(400, { error: 'Cannot use page param with query search. Use cursor-based pagination.' })
  if (page !== null && page * limit > 1000)
    return json(429, { error: "You've requested too many pages, please use cursors instead" })
  if (params.has('favorites') || params.has('hidden')) return json(401, { error: 'Unauthorized' })
  return null
}

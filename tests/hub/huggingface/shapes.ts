/** The same repository, as each endpoint shows it. */
import type { HuggingFaceFile, HuggingFaceRecord } from './records.ts'

/** Verbatim from the API's own error (tests/fixtures/hub/raw/huggingface/error__400-invalid-expand.json). */
export const EXPANDABLE: readonly string[] = [
  'author',
  'baseModels',
  'cardData',
  'config',
  'createdAt',
  'disabled',
  'downloads',
  'downloadsAllTime',
  'evalResults',
  'gated',
  'inference',
  'inferenceProviderMapping',
  'lastModified',
  'library_name',
  'likes',
  'mask_token',
  'model-index',
  'pipeline_tag',
  'private',
  'safetensors',
  'sha',
  'siblings',
  'spaces',
  'tags',
  'transformersInfo',
  'trendingScore',
  'widgetData',
  'gguf',
  'resourceGroup',
  'xetEnabled',
]
export const EXPANDABLE_INFO: readonly string[] = [...EXPANDABLE, 'childrenModelCount', 'usedStorage']

type Shape = Record<string, unknown>

/** Absent, not null, is how the API says that it does not know. */
const present = (shape: Shape): Shape =>
  Object.fromEntries(Object.entries(shape).filter(([, value]) => value !== undefined))

const names = (files: readonly HuggingFaceFile[]): Shape[] => files.map(({ rfilename }) => ({ rfilename }))

export function listItem(record: HuggingFaceRecord, params: URLSearchParams): Shape {
  const full = params.get('full') === 'true'
  return present({
    _id: record._id,
    id: record.id,
    ...(full
      ? {
          author: record.author,
          gated: record.gated,
          disabled: record.disabled,
          lastModified: record.lastModified,
          sha: record.sha,
        }
      : {}),
    likes: record.likes,
    trendingScore: record.trendingScore,
    private: record.private,
    downloads: record.downloads,
    tags: record.tags,
    pipeline_tag: record.pipeline_tag,
    library_name: record.library_name,
    createdAt: record.createdAt,
    modelId: record.id,
    ...(full ? { siblings: names(record.siblings) } : {}),
    ...(params.get('config') === 'true' ? { config: record.config } : {}),
    ...(params.get('cardData') === 'true' ? { cardData: record.cardData } : {}),
  })
}

/** Exactly the named properties, `_id` and `id`; no `modelId`. */
export function expanded(record: HuggingFaceRecord, expand: readonly string[]): Shape {
  const all: Shape = {
    ...record,
    siblings: names(record.siblings),
    baseModels: baseModels(record),
    downloadsAllTime: record.downloads * 12,
    xetEnabled: true,
  }
  return present({
    _id: record._id,
    id: record.id,
    ...Object.fromEntries(expand.map((name) => [name, all[name]])),
  })
}

function baseModels(record: HuggingFaceRecord): Shape | undefined {
  const tag = record.tags.find((one) => /^base_model:\w+:/.test(one))
  const [, relation, id] = /^base_model:(\w+):(.+)$/.exec(tag ?? '') ?? []
  return relation && id ? { relation, models: [{ _id: '0'.repeat(24), id }] } : undefined
}

export function modelInfo(record: HuggingFaceRecord, params: URLSearchParams): Shape {
  const blobs = params.get('blobs') === 'true'
  return present({
    _id: record._id,
    id: record.id,
    private: record.private,
    pipeline_tag: record.pipeline_tag,
    library_name: record.library_name,
    tags: record.tags,
    downloads: record.downloads,
    likes: record.likes,
    modelId: record.id,
    author: record.author,
    sha: record.sha,
    lastModified: record.lastModified,
    gated: record.gated,
    disabled: record.disabled,
    'model-index': null,
    config: record.config ?? {},
    cardData: record.cardData,
    safetensors: record.safetensors,
    gguf: record.gguf,
    widgetData: record.widgetData,
    siblings: blobs ? record.siblings : names(record.siblings),
    spaces: [],
    createdAt: record.createdAt,
    usedStorage: record.usedStorage,
    ...(params.get('securityStatus') === 'true'
      ? { securityRepoStatus: { scansDone: true, filesWithIssues: [] } }
      : {}),
  })
}

export function treeItem(file: HuggingFaceFile): Shape {
  return present({
    type: 'file',
    oid: file.blobId,
    size: file.size,
    path: file.rfilename,
    lfs: file.lfs && { oid: file.lfs.sha256, size: file.lfs.size, pointerSize: file.lfs.pointerSize },
    xetHash: file.lfs && file.lfs.sha256.split('').toReversed().join(''),
  })
}

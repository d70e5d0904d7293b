import type { Artifact, ArtifactFile, Claims, Format } from '../model.ts'
import { ggufArtifacts, unlistedGguf } from './gguf.ts'
import { type Loose, field, isRecord, sumOf } from './read.ts'
import { diffusersSnapshots, transformersSnapshot, unlistedSafetensors } from './safetensors.ts'

export interface Repository {
  readonly files: readonly ArtifactFile[] | null
  readonly tags: readonly string[]
  readonly library: string | null
  readonly claims: Claims
  readonly precision: string | null
  readonly raw: Loose
}

/** What can be downloaded from a repository: by its files where the hub listed them, else by what it says it holds. */
export function repositoryArtifacts(repository: Repository): readonly Artifact[] {
  const { files } = repository
  const runnable = files === null || isPartial(repository) ? unlisted(repository) : listed(files, repository)
  return runnable.length > 0 ? runnable : otherFormats(repository)
}

/** The hub reads a pipeline's class from `model_index.json`: a list of files without that is not the whole list. */
const isPartial = ({ files, claims }: Repository): boolean =>
  claims.pipelineClass !== null && !files?.some(({ path }) => path === 'model_index.json')

function listed(files: readonly ArtifactFile[], repository: Repository): readonly Artifact[] {
  const gguf = ggufArtifacts(files)
  if (isPipeline(repository)) return [...diffusersSnapshots(files), ...gguf]
  const snapshot = transformersSnapshot(files, repository.precision)
  return snapshot === null ? gguf : [snapshot, ...gguf]
}

const isPipeline = ({ files, library, claims }: Repository): boolean =>
  library === 'diffusers' ||
  claims.pipelineClass !== null ||
  (files?.some(({ path }) => path === 'model_index.json') ?? false)

/** Tags are the hub's list of formats. Only a record without any tags is asked for its format blocks instead. */
function unlisted({ tags, precision, raw }: Repository): readonly Artifact[] {
  const has = (format: 'safetensors' | 'gguf'): boolean =>
    tags.length === 0 ? isRecord(field(raw, format)) : tags.some((tag) => tag.toLowerCase() === format)
  return [
    ...(has('safetensors') ? [unlistedSafetensors(precision)] : []),
    ...(has('gguf') ? [unlistedGguf()] : []),
  ]
}

const otherByFile: readonly (readonly [Format, RegExp])[] = [
  ['pickle', /\.(bin|pt|pth|ckpt|pkl)$/i],
  ['onnx', /\.onnx$/i],
  ['keras', /\.(h5|keras)$/i],
  ['flax', /\.msgpack$/i],
  ['coreml', /\.(mlmodel|mlpackage)(\/|$)/i],
]
const otherByTag: readonly (readonly [Format, RegExp])[] = [
  ['mlx', /^mlx$/i],
  ['pickle', /^pytorch$/i],
  ['onnx', /^onnx$/i],
  ['keras', /^(keras|tf)$/i],
  ['flax', /^jax$/i],
  ['coreml', /^coreml$/i],
]

/** What a repository holds instead, so that the judge can say why it is of no use. */
function otherFormats({ files, tags }: Repository): readonly Artifact[] {
  if (files === null) {
    return otherByTag.flatMap(([format, pattern]) =>
      tags.some((tag) => pattern.test(tag)) ? other(format, []) : [],
    )
  }
  return otherByFile.flatMap(([format, pattern]) => {
    const weights = files.filter(({ path }) => pattern.test(path))
    return weights.length > 0 ? other(format, weights) : []
  })
}

const other = (format: Format, files: readonly ArtifactFile[]): Artifact => ({
  id: format,
  format,
  quantization: null,
  precision: null,
  role: null,
  sizeBytes: sumOf(files.map((file) => file.sizeBytes)),
  files,
  sharded: files.length > 1,
  primary: false,
  scan: null,
  version: null,
})

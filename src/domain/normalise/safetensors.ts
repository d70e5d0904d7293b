import type { Artifact, ArtifactFile } from '../model.ts'
import { sumOf } from './read.ts'
import { baseName, groupShards, isTopLevel } from './repository-files.ts'

const isSafetensors = (path: string): boolean => path.endsWith('.safetensors')

/** Weights beside the model's own: another layout of the same weights, adapters, leftovers of training. */
const strayWeights =
  /^(consolidated|adapter|lora|pytorch_lora|optimizer|training|rng_state|scheduler|ema)|(^|[-_.])lora([-_.]|$)/i

export const isAdapterFile = (path: string): boolean =>
  /^adapter_(config\.json|model\.(safetensors|bin))$/.test(baseName(path))

/** What a folder of weights needs beside them: its configuration, its tokenizer, its licence. */
const besideWeights =
  /^(.*\.json|tokenizer\.model|.*\.tiktoken|merges\.txt|vocab\.txt|chat_template\.jinja|(LICEN[CS]E|NOTICE)[^/]*)$/i
const leftovers =
  /^(trainer_state|training_args|all_results|train_results|eval_results|adapter_config|.*\.bin\.index|.*\.fp16\.index|tf_model.*|flax_.*)(\.json)?$/i

/** The weights a transformers folder is loaded from. The worker reads the top level only. */
function snapshotWeights(files: readonly ArtifactFile[]): readonly ArtifactFile[] {
  const candidates = files.filter(
    ({ path }) => isTopLevel(path) && isSafetensors(path) && !strayWeights.test(path),
  )
  const groups = groupShards(candidates, '.safetensors')
  const own = groups.filter(({ stem }) => stem === 'model')
  const chosen = own.find(({ sharded }) => sharded) ?? own[0]
  return chosen?.files ?? groups.flatMap((group) => group.files)
}

export function transformersSnapshot(
  files: readonly ArtifactFile[],
  precision: string | null,
): Artifact | null {
  const weights = snapshotWeights(files)
  if (weights.length === 0) return null
  const beside = files.filter(
    ({ path }) => isTopLevel(path) && besideWeights.test(path) && !leftovers.test(path),
  )
  return snapshot('safetensors', precision, { files: [...weights, ...beside], sharded: weights.length > 1 })
}

/** A repository known to hold safetensors that the hub has not listed yet. */
export const unlistedSafetensors = (precision: string | null): Artifact =>
  snapshot('safetensors', precision, { files: [], sharded: false })

/** The folders a pipeline is made of; `model_index.json` names them, but the list of files does not hold its text. */
const component =
  /^(unet|transformer|text_encoder|vae|tokenizer|scheduler|feature_extractor|image_encoder|safety_checker|controlnet|prior)(_\d)?$/
/** Without these in safetensors there is no picture. */
const essential = /^(unet|transformer|text_encoder|vae)(_\d)?$/
const anyWeights = /\.(safetensors|bin|msgpack|h5|onnx|pt|pth|ckpt|pb|onnx_data)$|\.index(\.[\w]+)?\.json$/

/** The snapshots of a diffusers repository: at full precision, and at half where it has that as well. */
export function diffusersSnapshots(files: readonly ArtifactFile[]): readonly Artifact[] {
  const folders = new Map<string, ArtifactFile[]>()
  for (const file of files) {
    const [folder = '', name, ...deeper] = file.path.split('/')
    if (name === undefined || deeper.length > 0 || !component.test(folder)) continue
    folders.set(folder, [...(folders.get(folder) ?? []), file])
  }
  if (!folders.has('unet') && !folders.has('transformer')) return []
  const index = files.filter(({ path }) => path === 'model_index.json')
  const full = pipeline(folders, 'full')
  const half = pipeline(folders, 'fp16')
  const hasHalf = half?.some(({ path }) => path.includes('.fp16')) ?? false
  const hasFull = full?.some(({ path }) => isSafetensors(path) && !path.includes('.fp16')) ?? false
  return [
    ...(full !== null && hasFull
      ? [snapshot('safetensors', null, { files: [...index, ...full], sharded: isSharded(full) })]
      : []),
    ...(half !== null && hasHalf
      ? [snapshot('safetensors-fp16', 'fp16', { files: [...index, ...half], sharded: isSharded(half) })]
      : []),
  ]
}

const isSharded = (files: readonly ArtifactFile[]): boolean =>
  files.some(({ path }) => /-\d{5}-of-\d{5}\./.test(path))

function pipeline(
  folders: ReadonlyMap<string, readonly ArtifactFile[]>,
  variant: 'full' | 'fp16',
): readonly ArtifactFile[] | null {
  const chosen: ArtifactFile[] = []
  for (const [folder, files] of folders) {
    const beside = files.filter(({ path }) => !anyWeights.test(path))
    const hasWeights = files.some(({ path }) => /\.(safetensors|bin|pt|msgpack)$/.test(path))
    const weights = componentWeights(files, variant)
    if (weights.length === 0 && hasWeights && essential.test(folder)) return null
    if (weights.length === 0 && hasWeights) continue
    chosen.push(...weights, ...beside)
  }
  return chosen
}

/** One set of weights of a component, of the wanted precision where it has both. */
function componentWeights(files: readonly ArtifactFile[], variant: 'full' | 'fp16'): readonly ArtifactFile[] {
  const candidates = files.filter(({ path }) => isSafetensors(path) && !/non_ema|openvino/.test(path))
  const half = candidates.filter(({ path }) => path.includes('.fp16'))
  const full = candidates.filter(({ path }) => !path.includes('.fp16'))
  const [first, second] = variant === 'fp16' ? [half, full] : [full, half]
  const set = groupShards(first.length > 0 ? first : second, '.safetensors')
  const weights = set.flatMap((group) => group.files)
  const index = weights.length > 1 ? files.filter(({ path }) => isIndexOf(path, weights)) : []
  return [...weights, ...index]
}

/** `x.safetensors.index.json` and `x.safetensors.index.fp16.json` belong to shards of the same precision. */
const isIndexOf = (path: string, weights: readonly ArtifactFile[]): boolean =>
  /\.safetensors\.index(\.\w+)?\.json$/.test(path) &&
  path.includes('.fp16') === weights.some((weight) => weight.path.includes('.fp16'))

function snapshot(
  id: string,
  precision: string | null,
  parts: Pick<Artifact, 'files' | 'sharded'>,
): Artifact {
  return {
    id,
    format: 'safetensors',
    quantization: null,
    precision,
    role: null,
    sizeBytes: sumOf(parts.files.map((file) => file.sizeBytes)),
    files: parts.files,
    sharded: parts.sharded,
    primary: id === 'safetensors',
    scan: null,
    version: null,
  }
}

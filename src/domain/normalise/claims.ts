import type { ArtifactFile, Claims } from '../model.ts'
import { ggufModels } from './gguf.ts'
import { type Loose, field, isRecord, listOf, numberOf, recordOf, textOf } from './read.ts'
import { isTopLevel } from './repository-files.ts'
import { isAdapterFile, transformersSnapshot } from './safetensors.ts'

export interface Known {
  readonly tags: readonly string[]
  readonly files: readonly ArtifactFile[] | null
  readonly library: string | null
}

/** What the record says the weights are, place by place. */
export function claimsOf(raw: Loose, known: Known): Claims {
  const config = recordOf(field(raw, 'config'))
  return {
    modelType: textOf(field(config, 'model_type')),
    architectureClass: textOf(listOf(field(config, 'architectures'))[0]),
    gguf: textOf(field(recordOf(field(raw, 'gguf')), 'architecture')),
    pipelineClass: pipelineClassOf(config, known.tags),
    quantization: quantizationOf(raw, config, known.files),
    remoteCode: Object.keys(recordOf(field(config, 'auto_map'))).length > 0,
    adapterOnly: isAdapterOnly(config, known),
  }
}

/** Of several classes named by tags none counts: they contradict each other. */
function pipelineClassOf(config: Loose, tags: readonly string[]): string | null {
  const diffusers = recordOf(field(config, 'diffusers'))
  const declared = textOf(field(diffusers, '_class_name')) ?? textOf(field(diffusers, 'class_name'))
  if (declared !== null) return declared
  const named = tags
    .filter((tag) => tag.startsWith('diffusers:'))
    .map((tag) => tag.slice('diffusers:'.length))
  return named.length === 1 ? textOf(named[0]) : null
}

function quantizationOf(raw: Loose, config: Loose, files: readonly ArtifactFile[] | null): string | null {
  const said =
    field(config, 'quantization_config') ??
    field(config, 'compression_config') ??
    field(config, 'quantization')
  if (isRecord(said)) return textOf(field(said, 'quant_method')) ?? 'unknown'
  if (typeof said === 'string') return textOf(said)
  const packed = packedType(raw)
  if (packed !== null) return packed
  const named = files?.find(({ path }) => isTopLevel(path) && quantisedFile.test(path))
  return named === undefined ? null : (quantisedFile.exec(named.path)?.[1]?.toLowerCase() ?? 'unknown')
}

/** Files that only quantisers write: `gptq_model-4bit-128g.safetensors`, `quantize_config.json` … */
const quantisedFile = /^(gptq|awq|hf_quant_config|quantize_config|quant_config)[^/]*\.(safetensors|json)$/i

/** Elements of these types hold several weights, or weights of eight bits; a tenth of the whole is no buffer. */
const packedTypes = /^(I32|U32|I8|U8|F8|F4|F6)/
const packedShare = 0.1

function packedType(raw: Loose): string | null {
  const counts = Object.entries(recordOf(field(recordOf(field(raw, 'safetensors')), 'parameters'))).map(
    ([type, count]) => [type, numberOf(count) ?? 0] as const,
  )
  const total = counts.reduce((sum, [, count]) => sum + count, 0)
  const [type] = counts.find(([name, count]) => packedTypes.test(name) && count > total * packedShare) ?? []
  return type?.toLowerCase() ?? null
}

/** How most of the weights are stored, in the words of the hubs: `bf16`, `fp16`, `fp32`. */
export function precisionOf(raw: Loose): string | null {
  let most: readonly [string | null, number] = [null, 0]
  for (const [type, count] of Object.entries(
    recordOf(field(recordOf(field(raw, 'safetensors')), 'parameters')),
  )) {
    const number = numberOf(count) ?? 0
    if (number > most[1]) most = [type, number]
  }
  return most[0]?.toLowerCase().replace(/^f(16|32|64)$/, 'fp$1') ?? null
}

/** The files decide where they are known: weights of its own beside an adapter make a model. */
function isAdapterOnly(config: Loose, { tags, files, library }: Known): boolean {
  const declared = library?.toLowerCase() === 'peft' || library?.toLowerCase() === 'adapter-transformers'
  if (files !== null && files.length > 0) {
    const { models, adaptersOnly } = ggufModels(files)
    const isWhole = models.length > 0 || transformersSnapshot(files, null) !== null
    return declared || adaptersOnly || (!isWhole && files.some(({ path }) => isAdapterFile(path)))
  }
  return (
    declared ||
    isRecord(field(config, 'peft')) ||
    tags.some((tag) => /^(base_model:adapter:|gguf-my-lora$)/.test(tag))
  )
}

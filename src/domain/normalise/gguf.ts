import type { Artifact, ArtifactFile } from '../model.ts'
import { sumOf } from './read.ts'
import { baseName, groupShards } from './repository-files.ts'

/**
 * A quantisation's name as a whole word: `Q4_K_M`, `IQ2_XXS`, `UD-Q2_K_XL`, `Q4_0_4_4`, `TQ1_0`, `MXFP4_MOE`, `BF16` …
 */
const quantization =
  /(?<![A-Z0-9])(?:UD-)?(?:I?Q\d(?:_[A-Z0-9]{1,3})*|TQ\d_\d|(?:MX|NV)FP\d(?:_[A-Z]+)?|BF16|FP?16|FP?32)(?![A-Z0-9])/gi

const unquantised = /^B?FP?(16|32)$/i

/** Of several labels the last that is a quantisation: `BF16-Q4_K_L` was made from BF16 weights. */
export function ggufQuantization(path: string): string | null {
  const labels = baseName(path).match(quantization) ?? path.match(quantization) ?? []
  const label = labels.findLast((each) => !unquantised.test(each)) ?? labels.at(-1)
  return label?.toUpperCase().replace(/^FP(16|32)$/, 'F$1') ?? null
}

/** GGUF files beside a model: image projectors, calibration data, bare vocabularies. */
const companion = /mmproj|imatrix[-_.]?\d*\.gguf$|^imatrix|^ggml-vocab|control-?vector/i
const adapterWord = /(^|[-_.])(lora|adapter)([-_.]|$)/i
/** Adapters are small and kept whole: who quantises so far has merged it into a model and left the word in its name. */
const farQuantised = /I?Q[1-6]/

/** The model files, and whether all there is are adapters without their models. */
export function ggufModels(files: readonly ArtifactFile[]): {
  readonly models: readonly ArtifactFile[]
  readonly adaptersOnly: boolean
} {
  const candidates = files.filter(({ path }) => /\.gguf$/i.test(path) && !companion.test(baseName(path)))
  const adapters = candidates.filter(({ path }) => adapterWord.test(baseName(path)))
  if (adapters.some(({ path }) => farQuantised.test(ggufQuantization(path) ?? ''))) {
    return { models: candidates, adaptersOnly: false }
  }
  const models = candidates.filter((file) => !adapters.includes(file))
  return { models, adaptersOnly: adapters.length > 0 && models.length === 0 }
}

/** One artifact a quantisation, with all its shards. Files keep the folders they lie in. */
export function ggufArtifacts(files: readonly ArtifactFile[]): readonly Artifact[] {
  const groups = groupShards(ggufModels(files).models, '.gguf').map((group) => ({
    ...group,
    label: ggufQuantization(`${group.stem}.gguf`),
  }))
  const uses = new Map<string | null, number>()
  for (const { label } of groups) uses.set(label, (uses.get(label) ?? 0) + 1)
  return groups.map(({ stem, sharded, label, files: shards }) =>
    artifact(label !== null && uses.get(label) === 1 ? label : stem, label, { sharded, files: shards }),
  )
}

/** A repository known to hold GGUF files that the hub has not listed yet. */
export const unlistedGguf = (): Artifact => artifact('gguf', null, { sharded: false, files: [] })

function artifact(id: string, label: string | null, group: Pick<Artifact, 'sharded' | 'files'>): Artifact {
  return {
    id,
    format: 'gguf',
    quantization: label,
    precision: null,
    role: null,
    sizeBytes: sumOf(group.files.map((file) => file.sizeBytes)),
    files: group.files,
    sharded: group.sharded,
    primary: false,
    scan: null,
    version: null,
  }
}

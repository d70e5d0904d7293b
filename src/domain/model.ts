/** One normalised record: a HuggingFace repository or a CivitAI model, with what can be downloaded from it. */
import type { ModelShape } from './fit/shape.ts'

export type Source = 'huggingface' | 'civitai'

/** How a fact was learnt, best first. */
export type LearntFrom = 'config' | 'gguf' | 'safetensors' | 'tag' | 'name'
export interface Learnt<T> {
  readonly value: T
  readonly from: LearntFrom
}

export interface Model {
  /** `huggingface:org/name` or `civitai:4384`. */
  readonly id: string
  readonly source: Source
  /** The hub's own id: `org/name` or `4384`. */
  readonly sourceId: string
  readonly name: string
  readonly author: string | null
  readonly task: string | null
  readonly library: string | null
  /** CivitAI's type (`Checkpoint`, `LORA` …). */
  readonly type: string | null
  /** The best single answer, for people: `llama`, `StableDiffusionXLPipeline` … The rules read `claims`. */
  readonly architecture: Learnt<string> | null
  readonly claims: Claims
  readonly parameters: Learnt<number> | null
  readonly contextLength: number | null
  /** What its context takes, once config.json or the header of one of its GGUF files was read. */
  readonly shape?: ModelShape
  readonly licence: string | null
  readonly baseModels: readonly BaseModel[]
  readonly tags: readonly string[]
  readonly languages: readonly string[]
  readonly gated: 'no' | 'auto' | 'manual'
  readonly private: boolean
  /** Why nobody can download it any more, or `null`. */
  readonly unavailable: Unavailable | null
  /** The author's own mark; `nsfwLevel` is what the hub saw in the gallery. */
  readonly nsfw: boolean
  /** CivitAI's bits: 1 PG, 2 PG-13, 4 R, 8 X, 16 XXX. Unknown is `null`. */
  readonly nsfwLevel: number | null
  readonly downloads: number | null
  readonly likes: number | null
  readonly trending: number | null
  /** Times are milliseconds since 1970, UTC. */
  readonly createdAt: number | null
  readonly updatedAt: number | null
  readonly revision: string | null
  /** One picture for a card. The rest belongs to the details. */
  readonly preview: Preview | null
  readonly artifacts: readonly Artifact[]
}

/** What the hub says the weights are, each in its own place: which one counts is a rule, not a fact. */
export interface Claims {
  /** `config.model_type`. */
  readonly modelType: string | null
  /** `config.architectures[0]`, such as `LlamaForCausalLM`. */
  readonly architectureClass: string | null
  /** `gguf.architecture`. */
  readonly gguf: string | null
  /** The diffusers pipeline class. */
  readonly pipelineClass: string | null
  /** `config.quantization_config`: its method, or `unknown` where it does not say. */
  readonly quantization: string | null
  /** `config.auto_map`: the repository brings its own code. */
  readonly remoteCode: boolean
  /** A PEFT adapter without the weights that it adapts. */
  readonly adapterOnly: boolean
}

export type Unavailable =
  'disabled' | 'archived' | 'taken-down' | 'deleted' | 'not-public' | 'not-downloadable'

export interface BaseModel {
  readonly relation: 'quantized' | 'finetune' | 'adapter' | 'merge' | null
  readonly id: string
}

export interface Preview {
  readonly url: string
  readonly kind: 'image' | 'video'
  readonly width: number | null
  readonly height: number | null
  readonly blurhash: string | null
  readonly nsfwLevel: number | null
}

/** One thing to download and run: a safetensors snapshot, one GGUF quantisation, one file of a CivitAI version. */
export interface Artifact {
  /** Unique within its model and stable: `safetensors`, `safetensors-fp16`, `Q4_K_M`, `sub/UD-Q2_K_XL`, `128713/94516`. */
  readonly id: string
  readonly format: Format
  /** GGUF: `Q4_K_M`, `IQ2_XXS`, `UD-Q2_K_XL` … */
  readonly quantization: string | null
  /** How the weights are stored: `bf16`, `fp16`, `fp32` … */
  readonly precision: string | null
  /** CivitAI: what the file is for (`Model`, `Pruned Model`, `VAE` …). */
  readonly role: string | null
  /** Bytes of all that would be downloaded, or `null` where the hub does not say. */
  readonly sizeBytes: number | null
  /** Empty where the hub has not named the files yet: ask for the details. */
  readonly files: readonly ArtifactFile[]
  readonly sharded: boolean
  /** The hub's own choice within a version. */
  readonly primary: boolean
  /** `null`: this hub tells no scan results with its files. */
  readonly scan: ScanResult | null
  /** CivitAI: the version this file belongs to. */
  readonly version: ArtifactVersion | null
}

/** CivitAI's label counts as `safetensors` only when the file's name says so too. */
export type Format =
  'safetensors' | 'gguf' | 'pickle' | 'onnx' | 'mlx' | 'keras' | 'flax' | 'coreml' | 'diffusers' | 'other'

export type ScanResult = 'passed' | 'pending' | 'danger' | 'error'

export interface ArtifactFile {
  /** The path inside the repository, or the file's name on CivitAI. Untrusted. */
  readonly path: string
  readonly sizeBytes: number | null
  /** Lower-case hex. */
  readonly sha256: string | null
  /** CivitAI's file id: it pins the download. */
  readonly hubId: string | null
}

export interface ArtifactVersion {
  readonly id: string
  readonly name: string
  readonly baseModel: string | null
  /** `Standard`, `Inpainting`, `Refiner`, `Pix2Pix`; `null` says nothing. */
  readonly baseModelType: string | null
  readonly publishedAt: number | null
  readonly unavailable: Unavailable | null
  /** Must be paid for, until a day or for good. */
  readonly earlyAccess: { readonly endsAt: number | null } | null
}

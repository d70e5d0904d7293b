/** One normalised record: a HuggingFace repository or a CivitAI model, with what can be downloaded from it. */
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
  /** `config.model_type`, `config.architectures[0]`, a GGUF architecture, or a pipeline class. */
  readonly architecture: Learnt<string> | null
  readonly parameters: Learnt<number> | null
  readonly contextLength: number | null
  readonly licence: string | null
  readonly baseModels: readonly BaseModel[]
  readonly tags: readonly string[]
  readonly languages: readonly string[]
  readonly gated: 'no' | 'auto' | 'manual'
  readonly private: boolean
  readonly disabled: boolean
  readonly nsfw: boolean
  readonly downloads: number | null
  readonly likes: number | null
  readonly trending: number | null
  readonly createdAt: number | null
  readonly updatedAt: number | null
  readonly revision: string | null
  readonly artifacts: readonly Artifact[]
}

export interface BaseModel {
  readonly relation: 'quantized' | 'finetune' | 'adapter' | 'merge' | null
  readonly id: string
}

/** One thing to download and run: a safetensors snapshot, one GGUF quantisation, one file of a CivitAI version. */
export interface Artifact {
  /** Unique within its model and stable: `safetensors`, `Q4_K_M`, `128713/94516`. */
  readonly id: string
  readonly format: string
  readonly quantization: string | null
  /** Bytes of all that would be downloaded, or null where the hub does not say. */
  readonly sizeBytes: number | null
  readonly files: readonly ArtifactFile[]
  readonly sharded: boolean
  /** CivitAI: the version this file belongs to. */
  readonly version: ArtifactVersion | null
}

export interface ArtifactFile {
  readonly path: string
  readonly sizeBytes: number | null
  readonly sha256: string | null
}

export interface ArtifactVersion {
  readonly id: string
  readonly name: string
  readonly baseModel: string | null
  readonly publishedAt: number | null
}

import type { Confidence } from './finding.ts'
import type { Format } from './model.ts'
import type { Note } from './sayings/values.ts'
import type { FamilyId, InstalledWorker } from './worker.ts'

/** What a kind of worker can do by declaration: the rules as data, from resources/workers.json. */
export interface WorkerFamily {
  readonly id: FamilyId
  readonly name: string
  readonly kind: 'llm' | 'image'
  readonly rules: FamilyRules
  readonly memory: MemorySpec
}

export interface FamilyRules {
  readonly huggingface: LanguageRules | DiffusersRules | null
  readonly civitai: CivitaiRules | null
}

/** How the worker holds a model: it may need more than the file's bytes. */
export interface MemorySpec {
  /** Bytes a weight takes once loaded, by format. A format that is absent keeps the file's own size. */
  readonly bytesPerWeight: { readonly [format in Format]?: number }
  /** Bytes of one value of a language model's cache. */
  readonly bytesPerCacheValue: number
  /** The cache drops what has left a sliding window; otherwise it keeps the whole context. */
  readonly slidingWindow: boolean
  /** Layers that do not fit on the GPU may stay in RAM. */
  readonly splitsLayers: boolean
}

export type Level = Exclude<Confidence, 'none'>

/** A level of support, with what to say about one below the best. */
export interface Support {
  readonly confidence: Level
  readonly note: Note | null
}

export interface LanguageRules {
  readonly kind: 'language'
  readonly tasks: readonly string[]
  readonly libraries: readonly string[]
  readonly formats: { readonly [format in Format]?: Support }
  /** A format that the installed worker declares although the family only plans it. */
  readonly declaredFormat: Level
  readonly architectures: readonly ArchitectureRule[]
  readonly strangers: Strangers
  readonly knownProblems: readonly KnownProblem[]
  readonly quantization: QuantizationWords
  readonly maxContextLength: number | null
}

export interface ArchitectureRule {
  readonly name: string
  readonly confidence: Level
  readonly modelTypes: readonly string[]
  /** `config.architectures[0]` → the model type that it means. */
  readonly classes: { readonly [className: string]: string }
  /** Names in GGUF metadata → the model type that they mean. */
  readonly gguf: { readonly [name: string]: string }
  /** Expressions over a repository's name, best first → the model type that it suggests. */
  readonly names: readonly { readonly pattern: string; readonly modelType: string }[]
}

/** What contradicts a member where only tags or the name speak. */
export interface Strangers {
  /** Model types and GGUF names of others. */
  readonly names: readonly string[]
  /** Expressions over a tag (`#tag`), a name or a base's id: a member's name with another generation or sense. */
  readonly patterns: readonly string[]
  /** Expressions over a name: other makers' models. They count where the name does not name the member itself. */
  readonly brands: readonly string[]
}

/** Something this version of the worker is known to get wrong: compatible, but low. */
export interface KnownProblem {
  readonly format: Format
  /** The versions that have it start so; a worker that does not tell its version is taken to have it. */
  readonly versions: string
  /** The model types that it concerns; empty means all. */
  readonly modelTypes: readonly string[]
  readonly shardedOnly: boolean
  readonly message: Note
  readonly recommendation: Note
}

export interface QuantizationWords {
  /** Tags that say the safetensors are quantised. */
  readonly tags: readonly string[]
  /** Expressions over a repository's name that say so. */
  readonly names: readonly string[]
}

export interface DiffusersRules {
  readonly kind: 'diffusers'
  readonly libraries: readonly string[]
  readonly formats: { readonly [format in Format]?: Support }
  readonly pipelines: readonly PipelineRule[]
}

/** A pipeline class belongs to the first rule that it starts and ends like. */
export interface PipelineRule extends Support {
  readonly name: string
  /** Other names that an installed worker may declare it by. */
  readonly aliases: readonly string[]
  readonly prefix: string
  readonly suffix: string
  readonly tasks: readonly string[]
}

export interface BaseModelSupport extends Support {
  /** The name of the pipeline rule that it belongs to. */
  readonly pipeline: string
}

export interface CivitaiRules {
  readonly types: { readonly [type: string]: Support }
  readonly baseModels: { readonly [name: string]: BaseModelSupport }
  readonly baseModelTypes: { readonly [name: string]: Support }
  readonly roles: readonly string[]
  readonly formats: { readonly [format in Format]?: Support }
}

/** A worker together with its family's rules: all that the judge needs to know of it. */
export interface Worker extends InstalledWorker {
  readonly spec: WorkerFamily
}

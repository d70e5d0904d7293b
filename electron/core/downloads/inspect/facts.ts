import type { Saying } from '#domain/sayings/saying'

/** What a file says of itself, once it is on disk. */
export interface FileFacts {
  readonly format: 'safetensors' | 'gguf'
  /** GGUF: `general.architecture`. */
  readonly architecture: string | null
  readonly contextLength: number | null
  /** GGUF: the file brings its tokenizer, with what a loader needs of it. */
  readonly tokenizer: {
    readonly model: string | null
    readonly tokens: boolean
    readonly scores: boolean
  } | null
  readonly chatTemplate: string | null
  readonly bosToken: string | null
  readonly eosToken: string | null
  /** Safetensors: the types of its tensors, most bytes first. */
  readonly dtypes: readonly string[]
  readonly tensorCount: number
}

export type Inspection =
  | { readonly ok: true; readonly facts: FileFacts }
  /** The file cannot be what its name says. */
  | { readonly ok: false; readonly why: Saying }

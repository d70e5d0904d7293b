/** What is said between a writer and the hash thread. */
export type HashRequest =
  | {
      readonly kind: 'open'
      readonly id: number
      readonly path: string
      /** Also compute git's SHA-1 of a file of that length. */
      readonly gitSizeBytes: number | null
    }
  /** The file is whole up to here. */
  | { readonly kind: 'front'; readonly id: number; readonly front: number }
  | { readonly kind: 'finish'; readonly id: number; readonly front: number }
  | { readonly kind: 'drop'; readonly id: number }

export interface Digests {
  readonly sha256: string
  readonly gitSha1: string | null
}

export type HashReply =
  | ({ readonly kind: 'digest'; readonly id: number } & Digests)
  | { readonly kind: 'hashed'; readonly id: number; readonly bytes: number }
  | { readonly kind: 'failed'; readonly id: number; readonly why: string }

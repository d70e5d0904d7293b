/** What the soak and the process under test say to each other. */
export type Order =
  | { readonly kind: 'call'; readonly id: number; readonly name: string; readonly input: unknown }
  | { readonly kind: 'sample'; readonly id: number }
  | { readonly kind: 'end' }

export interface Report {
  readonly id: number
  readonly value: unknown
}

export interface Sample {
  /** Resident or swapped out, files left out. */
  readonly ownBytes: number
  /** In use after a collection, on and off the heap. */
  readonly heapBytes: number
  readonly files: number
  readonly handles: number
  readonly events: number
}

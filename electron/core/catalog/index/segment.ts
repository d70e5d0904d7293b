/**
 * A segment: the columns of some models, built once and never changed, except that rows may die.
 * The catalog is one large segment and a few small ones for what came later.
 */
import type { Bits } from './bits.ts'
import type { Order } from './orders.ts'
import type { TextIndex } from './text-index.ts'

/** Unknown numbers are NaN here and nowhere else: they leave as `null`. */
export interface Segment {
  readonly rows: number
  readonly alive: Bits
  /** The row's key in the database, rising. */
  readonly key: Uint32Array
  readonly modelClass: Uint32Array
  readonly author: Uint32Array
  readonly quantizationSet: Uint32Array
  readonly languageSet: Uint32Array
  readonly baseModelSet: Uint32Array
  readonly parameters: Float64Array
  readonly contextLength: Float64Array
  readonly downloads: Float64Array
  readonly likes: Float64Array
  readonly trending: Float64Array
  readonly created: Float64Array
  readonly updated: Float64Array
  readonly popularity: Float64Array
  readonly artifacts: ArtifactColumns
  readonly text: TextIndex
  readonly exact: ExactNames
  readonly strings: RowStrings
  /** Made when first asked for. */
  readonly orders: Map<string, Order>
  /** What the last words asked for have found. */
  readonly remembered: Map<string, TextMatch>
  /** And what single letters find. */
  readonly letters: Map<string, TextMatch>
}

export interface TextMatch {
  /** Every word found, anywhere. */
  readonly anywhere: Bits
  /** Every word found in the name; and there as a whole word. */
  readonly inName: Bits
  readonly wholeInName: Bits
}

export interface ArtifactColumns {
  /** The first artifact of each row; one more than there are rows. */
  readonly starts: Uint32Array
  readonly id: Uint32Array
  /** What it shares with many others: format, quantisation, trait … */
  readonly kind: Uint32Array
  readonly preference: Uint32Array
  readonly sizeBytes: Float64Array
  /** Half the precision: what decides about fit is no byte-exact matter. */
  readonly needBytes: Float32Array
}

/** Hashes of full names, sorted, with their rows. */
export interface ExactNames {
  readonly hash: Uint32Array
  readonly row: Uint32Array
}

/** Per row: the hub's id, the name where the id does not end with it, the preview as JSON. */
export interface RowStrings {
  readonly heap: Uint8Array
  readonly starts: Uint32Array
}
export const STRINGS_PER_ROW = 3

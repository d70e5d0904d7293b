/** The part of a language model that decides how much memory its context takes. */

/** Layers that keep the same amount for each token. */
export interface LayerGroup {
  readonly layers: number
  /** Keys and values together, or the compressed state of MLA: values that each of these layers keeps per token. */
  readonly valuesPerToken: number
  /** The most tokens that these layers keep; `null` is the whole context. */
  readonly window: number | null
}

export interface ModelShape {
  readonly layers: number
  readonly groups: readonly LayerGroup[]
  /** Values kept whatever the context: the state of linear-attention layers. */
  readonly fixedValues: number
  /** The longest context that the model was made for. */
  readonly contextLength: number | null
}

/** How a runtime keeps the context. */
export interface CacheKind {
  readonly bytesPerValue: number
  /** It drops what has left a sliding window; otherwise every layer keeps the whole context. */
  readonly windows: boolean
}

/** Bytes that the context takes at its full length. */
export function cacheBytes(shape: ModelShape, context: number, kind: CacheKind): number {
  let values = shape.fixedValues
  for (const { layers, valuesPerToken, window } of shape.groups) {
    const kept = kind.windows && window !== null && window < context ? window : context
    values += layers * valuesPerToken * kept
  }
  return values * kind.bytesPerValue
}

/** No model is made for more; it bounds the search where a shape does not say. */
const mostTokens = 2 ** 24

/** The longest context whose cache fits into `roomBytes`, at most the model's own; 0 where not even one token fits. */
export function longestContext(shape: ModelShape, roomBytes: number, kind: CacheKind): number {
  const most = shape.contextLength ?? mostTokens
  if (cacheBytes(shape, most, kind) <= roomBytes) return most
  let fits = 0
  let tooMany = most
  while (tooMany - fits > 1) {
    const middle = Math.floor((fits + tooMany) / 2)
    if (cacheBytes(shape, middle, kind) <= roomBytes) fits = middle
    else tooMany = middle
  }
  return fits
}

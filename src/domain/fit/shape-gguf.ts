/** The shape of a model as the metadata of its GGUF file tells it. */
import { count, type Fields, mostLayers, perLayer } from './numbers.ts'
import type { ModelShape } from './shape.ts'
import { groupLayers, slidesInPattern } from './shape-groups.ts'

/** `null` where a figure is missing or the model keeps a state of another kind: never a guess. */
export function shapeFromGguf(metadata: Fields): ModelShape | null {
  const architecture = metadata['general.architecture']
  if (typeof architecture !== 'string') return null
  const read = (name: string): unknown => metadata[`${architecture}.${name}`]
  const layers = count(read('block_count'))
  if (layers === null || layers > mostLayers || otherStates.some((name) => read(name) !== undefined))
    return null
  const values = valuesPerToken(read, layers)
  if (values === null) return null
  const window = count(read('attention.sliding_window'))
  const slides = slidingLayers(read('attention.sliding_window_pattern'), architecture, layers)
  return {
    layers,
    groups: groupLayers(
      values.map((figure, index) => ({
        valuesPerToken: figure,
        window: slides[index] === true ? window : null,
      })),
    ),
    fixedValues: 0,
    contextLength: count(read('context_length')),
  }
}

/** Marks of recurrent, encoder and shared-cache models. */
const otherStates = ['ssm.state_size', 'wkv.head_size', 'pooling_type', 'attention.shared_kv_layers']

type Read = (name: string) => unknown

function valuesPerToken(read: Read, layers: number): readonly number[] | null {
  const rank = count(read('attention.kv_lora_rank'))
  if (rank !== null) {
    const rope = count(read('rope.dimension_count'))
    return rope === null ? null : Array.from({ length: layers }, () => rank + rope)
  }
  const heads = read('attention.head_count')
  const kvHeads = perLayer(read('attention.head_count_kv') ?? heads, layers)
  const sizes = headSizes(read, heads)
  return kvHeads === null || sizes === null ? null : kvHeads.map((headCount) => headCount * sizes)
}

/** The sizes of a key and a value head together. */
function headSizes(read: Read, heads: unknown): number | null {
  const key = count(read('attention.key_length'))
  const value = count(read('attention.value_length'))
  if (key !== null && value !== null) return key + value
  const hidden = count(read('embedding_length'))
  const headCount = count(heads)
  const even = hidden === null || headCount === null ? null : count(hidden / headCount)
  return even === null ? null : (key ?? even) + (value ?? even)
}

/** Architectures whose pattern is in the runtime's code, not in the file. */
const patterns: ReadonlyMap<string, number> = new Map([
  ['gemma2', 2],
  ['gemma3', 6],
  ['gpt-oss', 2],
  ['cohere2', 4],
])

/** A window without a known pattern counts for no layer: the figure is then too high, never too low. */
function slidingLayers(pattern: unknown, architecture: string, layers: number): readonly boolean[] {
  if (Array.isArray(pattern) && pattern.length === layers) return pattern.map((slides) => slides === true)
  const period = count(pattern) ?? patterns.get(architecture)
  return Array.from({ length: layers }, (_, index) => period !== undefined && slidesInPattern(index, period))
}

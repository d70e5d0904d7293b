/** The shape of a model as its `config.json` tells it. */
import { count, type Fields, firstCount, isFields, mostLayers, perLayer } from './numbers.ts'
import type { ModelShape } from './shape.ts'
import { groupLayers, slidesInPattern } from './shape-groups.ts'

/** Python writes `Infinity` and `NaN`, which are no JSON: they tell nothing here. */
export const parsePythonJson = (text: string): unknown =>
  JSON.parse(text.replace(stringOrNoNumber, (found) => (found[0] === '"' ? found : 'null')))

const stringOrNoNumber = /"(?:[^"\\]|\\.)*"|-?\b(?:Infinity|NaN)\b/g

/** `null` where a figure is missing or the attention is of a kind that this does not know: never a guess. */
export function shapeFromConfig(config: unknown): ModelShape | null {
  if (!isFields(config)) return null
  const fields = isFields(config['text_config']) ? config['text_config'] : config
  const layers = firstCount(fields, ['num_hidden_layers', 'n_layer', 'n_layers', 'num_layers'])
  if (layers === null || layers > mostLayers || unknownKinds.some((name) => isSet(fields[name]))) return null
  const values = valuesPerToken(fields, layers)
  const kinds = layerKinds(fields, layers)
  if (values === null || kinds === null) return null
  const window = kinds.includes('sliding') ? count(fields['sliding_window']) : null
  if (window === null && kinds.includes('sliding')) return null
  const fixed = kinds.includes('linear') ? linearState(fields) : 0
  if (fixed === null) return null
  return {
    layers,
    groups: groupLayers(
      kinds.map((kind, index) => ({
        valuesPerToken: kind === 'linear' ? 0 : (values[index] ?? 0),
        window: kind === 'sliding' ? window : null,
      })),
    ),
    fixedValues: fixed * kinds.filter((kind) => kind === 'linear').length,
    contextLength: firstCount(fields, [
      'max_position_embeddings',
      'n_positions',
      'max_seq_len',
      'seq_length',
    ]),
  }
}

/** Layers of other kinds, or layers that share or compress what they keep in ways not known here. */
const unknownKinds = [
  'hybrid_override_pattern',
  'block_configs',
  'attn_layer_period',
  'global_head_dim',
  'num_kv_shared_layers',
  'compress_ratios',
  'mamba_d_state',
  'state_size',
  'is_encoder_decoder',
  'attention_chunk_size',
]

const isSet = (value: unknown): boolean =>
  value !== undefined && value !== null && value !== false && value !== 0

/** Keys and values of each layer for one token. */
function valuesPerToken(fields: Fields, layers: number): readonly number[] | null {
  const rank = count(fields['kv_lora_rank'])
  if (rank !== null) {
    const rope = count(fields['qk_rope_head_dim'])
    return rope === null ? null : Array.from({ length: layers }, () => rank + rope)
  }
  const heads = firstCount(fields, ['num_attention_heads', 'n_head', 'n_heads', 'num_heads'])
  const size = headSize(fields, heads)
  const kvHeads = perLayer(kvHeadCount(fields) ?? heads, layers)
  if (size === null || kvHeads === null) return null
  return kvHeads.map((headCount) => headCount * (size + (count(fields['v_head_dim']) ?? size)))
}

function kvHeadCount(fields: Fields): unknown {
  if (fields['multi_query'] === true && fields['new_decoder_architecture'] !== true) return 1
  for (const name of ['num_key_value_heads', 'num_kv_heads', 'n_head_kv', 'multi_query_group_num']) {
    if (fields[name] !== undefined && fields[name] !== null) return fields[name]
  }
  return null
}

function headSize(fields: Fields, heads: number | null): number | null {
  const said = firstCount(fields, ['head_dim', 'kv_channels'])
  if (said !== null) return said
  const hidden = firstCount(fields, ['hidden_size', 'n_embd', 'd_model'])
  return hidden === null || heads === null ? null : count(hidden / heads)
}

type Kind = 'full' | 'sliding' | 'linear'

const namedKinds: ReadonlyMap<unknown, Kind> = new Map([
  ['full_attention', 'full'],
  ['sliding_attention', 'sliding'],
  ['linear_attention', 'linear'],
])

/** Families whose pattern is in their code, not in the file: every so-many-th layer sees everything. */
const patterns: ReadonlyMap<unknown, number> = new Map([
  ['gemma2', 2],
  ['gemma3', 6],
  ['gemma3_text', 6],
  ['cohere2', 4],
])

function layerKinds(fields: Fields, layers: number): readonly Kind[] | null {
  const named = fields['layer_types']
  if (Array.isArray(named)) {
    const kinds = named.map((name) => namedKinds.get(name))
    return kinds.length === layers && kinds.every((kind) => kind !== undefined) ? kinds : null
  }
  const window = fields['sliding_window']
  const slides = isSet(window) && fields['use_sliding_window'] !== false
  const period = count(fields['sliding_window_pattern']) ?? patterns.get(fields['model_type'])
  const from = fields['use_sliding_window'] === true ? (count(fields['max_window_layers']) ?? 0) : 0
  return Array.from({ length: layers }, (_, index): Kind => {
    if (!slides || index < from) return 'full'
    return period === undefined || slidesInPattern(index, period) ? 'sliding' : 'full'
  })
}

/** What one linear-attention layer keeps: the state of its heads and the tail of its convolution. */
function linearState(fields: Fields): number | null {
  const keyHeads = count(fields['linear_num_key_heads'])
  const keySize = count(fields['linear_key_head_dim'])
  const valueHeads = count(fields['linear_num_value_heads'])
  const valueSize = count(fields['linear_value_head_dim'])
  const kernel = count(fields['linear_conv_kernel_dim'])
  if (keyHeads === null || keySize === null || valueHeads === null || valueSize === null || kernel === null)
    return null
  return valueHeads * keySize * valueSize + (kernel - 1) * (2 * keyHeads * keySize + valueHeads * valueSize)
}

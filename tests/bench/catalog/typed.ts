/** What people type, one keystroke at a time, and what they do beside typing. */
import type { CatalogQueryInput } from '#contract/catalog'

const phrases = [
  'llama 3 8b instruct',
  'qwen2.5 coder 7b',
  'mistral 7b gguf',
  'gemma 2 it',
  'deepseek r1 distill',
  'stable diffusion xl',
  'realistic vision',
  'phi-3 mini',
  'roleplay merge',
  'bartowski',
]

/** Every beginning of every phrase. */
export const keystrokes = phrases
  .flatMap((phrase) => Array.from({ length: phrase.length }, (_, at) => phrase.slice(0, at + 1)))
  .filter((text) => !text.endsWith(' '))

export const letters = Array.from('abcdefghijklmnopqrstuvwxyz')

export const typos = ['mistrla', 'stabel diffusion', 'qwne', 'deepsek', 'instrcut llama']

export const others: Readonly<Record<string, readonly CatalogQueryInput[]>> = {
  'no text': [{}],
  'choices in several facets': [
    { text: 'l', filters: { facets: { format: ['safetensors', 'gguf'], licenceGroup: ['permissive'] } } },
    { text: 'qwen', filters: { facets: { quantization: ['Q4_K_M', 'Q8_0'], language: ['en'] } } },
    { filters: { facets: { type: ['LORA'], baseModel: ['SD 1.5', 'SDXL 1.0'], source: ['civitai'] } } },
  ],
  operators: [
    { text: 'arch:llama params:7b..13b size:<8gb' },
    { text: 'base:"SDXL 1.0" -type:LORA' },
    { text: 'author:bartowski gguf -license:other' },
    { text: 'context:>=32k updated:<1y instruct' },
  ],
  'everything shown': [
    { text: 'a', show: { comingSoon: true, incompatible: true, tooLarge: true, nsfw: true } },
    { text: '', show: { comingSoon: true, incompatible: true, tooLarge: true, nsfw: true } },
  ],
  'other sorts': [
    { text: 'in', sort: 'updated' },
    { text: 'in', sort: 'size' },
    { text: 'in', sort: 'fit', direction: 'desc' },
    { text: 'in', sort: 'likes', direction: 'asc' },
  ],
}

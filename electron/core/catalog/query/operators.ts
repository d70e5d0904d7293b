/** The operators of the query language, as a table. */
import type { FacetName } from '#contract/catalog'
import { bytes, count, tokens, type Unit } from '#domain/figure'

export type OperatorTarget =
  | { readonly kind: 'facet'; readonly facet: FacetName }
  | { readonly kind: 'author' }
  | { readonly kind: 'tag' }
  | {
      readonly kind: 'range'
      readonly figure: 'parameters' | 'sizeBytes' | 'contextLength'
      readonly unit: Unit
    }
  | { readonly kind: 'age' }

const facet = (name: FacetName): OperatorTarget => ({ kind: 'facet', facet: name })

export const operators: Readonly<Record<string, OperatorTarget>> = {
  author: { kind: 'author' },
  by: { kind: 'author' },
  arch: facet('architecture'),
  architecture: facet('architecture'),
  license: facet('licence'),
  licence: facet('licence'),
  base: facet('baseModel'),
  source: facet('source'),
  task: facet('task'),
  type: facet('type'),
  format: facet('format'),
  quant: facet('quantization'),
  lang: facet('language'),
  language: facet('language'),
  worker: facet('worker'),
  fit: facet('fit'),
  tag: { kind: 'tag' },
  size: { kind: 'range', figure: 'sizeBytes', unit: bytes },
  params: { kind: 'range', figure: 'parameters', unit: count },
  context: { kind: 'range', figure: 'contextLength', unit: tokens },
  ctx: { kind: 'range', figure: 'contextLength', unit: tokens },
  updated: { kind: 'age' },
}

/** One spelling of each, for messages. */
export const operatorNames = [
  'author',
  'arch',
  'license',
  'base',
  'source',
  'task',
  'type',
  'format',
  'quant',
  'lang',
  'worker',
  'fit',
  'tag',
  'size',
  'params',
  'context',
  'updated',
]

/** The operators of the query language, as a table. */
import type { FacetName } from '#contract/catalog'
import { say, type Saying } from '#domain/sayings/saying'

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

export interface Unit {
  readonly factors: Readonly<Record<string, number>>
  readonly expected: Saying
}

const KIB = 1024
const count: Unit = {
  factors: { '': 1, k: 1e3, m: 1e6, b: 1e9, t: 1e12 },
  expected: say('expects-parameters'),
}
/** People mean what their file manager shows; `gib` is for those who mean it. */
const bytes: Unit = {
  factors: {
    '': 1,
    b: 1,
    k: 1e3,
    kb: 1e3,
    m: 1e6,
    mb: 1e6,
    g: 1e9,
    gb: 1e9,
    t: 1e12,
    tb: 1e12,
    kib: KIB,
    mib: KIB ** 2,
    gib: KIB ** 3,
    tib: KIB ** 4,
  },
  expected: say('expects-size'),
}
const tokens: Unit = {
  factors: { '': 1, k: 1024, m: 1024 ** 2 },
  expected: say('expects-tokens'),
}

export const days: Unit = {
  factors: { '': 1, d: 1, w: 7, m: 30, y: 365 },
  expected: say('expects-age'),
}

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

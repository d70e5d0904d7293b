/** Reads what people type: words, "quoted words", operators, and a minus for "not". Never fails: it explains. */
import type { QueryNote } from '#contract/catalog'
import { days, readFigure, type Unit } from '#domain/figure'
import { say, type Saying } from '#domain/sayings/saying'
import { words } from '../index/tokens.ts'
import { operatorNames, operators, type OperatorTarget } from './operators.ts'

export interface Limits {
  readonly min: number
  readonly max: number
  /** `<` and `>` leave their own end out. */
  readonly above: boolean
  readonly below: boolean
}

/** One word as typed. Compound ones (`qwen2.5-7b`) are whole words but for the last. */
export interface Term {
  readonly part: string
  readonly whole: readonly string[]
  /** Null for quoted words, which must be there as they are. */
  readonly prefix: string | null
  readonly negated: boolean
}

export type Condition =
  | {
      readonly kind: 'values'
      readonly part: string
      readonly target: Exclude<OperatorTarget, { kind: 'range' } | { kind: 'age' }>
      readonly values: readonly string[]
      readonly negated: boolean
    }
  | {
      readonly kind: 'limits'
      readonly part: string
      readonly figure: 'parameters' | 'sizeBytes' | 'contextLength' | 'ageDays'
      readonly limits: Limits
      readonly negated: boolean
    }

export interface ParsedText {
  readonly terms: readonly Term[]
  readonly conditions: readonly Condition[]
  readonly notes: readonly QueryNote[]
  /** The words alone, for an exact match of a name. */
  readonly plain: string
}

const PART = /(-?)(?:([A-Za-z_]+):)?((?:"[^"]*"?|[^\s"])+)/g

export function parseText(text: string): ParsedText {
  const terms: Term[] = []
  const conditions: Condition[] = []
  const notes: QueryNote[] = []
  for (const [part, minus, name, rest] of text.matchAll(PART)) {
    const negated = minus === '-'
    const target = name === undefined ? undefined : operators[name.toLowerCase()]
    if (target && rest !== undefined) {
      const read = readCondition({ part, target, rest, negated })
      if ('expected' in read) notes.push({ kind: 'bad-value', part, expected: read.expected })
      else conditions.push(read)
      continue
    }
    // An address or a time is text with a colon, not a mistaken operator.
    if (name !== undefined && rest !== undefined && !rest.startsWith('//'))
      notes.push({ kind: 'unknown-operator', part, known: operatorNames })
    const term = readTerm(name === undefined ? (rest ?? '') : `${name}:${rest}`, part, negated)
    if (term) terms.push(term)
  }
  const plain = terms
    .filter((term) => !term.negated)
    .flatMap(({ whole, prefix }) => (prefix === null ? whole : [...whole, prefix]))
    .join(' ')
  return { terms, conditions, notes, plain }
}

function readTerm(text: string, part: string, negated: boolean): Term | null {
  const quoted = text.includes('"')
  const found = words(text)
  if (found.length === 0) return null
  if (quoted) return { part, whole: found, prefix: null, negated }
  return { part, whole: found.slice(0, -1), prefix: found.at(-1) ?? null, negated }
}

interface Operation {
  readonly part: string
  readonly target: OperatorTarget
  readonly rest: string
  readonly negated: boolean
}

function readCondition({ part, target, rest, negated }: Operation): Condition | { expected: Saying } {
  if (target.kind === 'range') {
    const limits = readLimits(rest, target.unit)
    if (!limits) return { expected: target.unit.expected }
    return { kind: 'limits', part, figure: target.figure, limits, negated }
  }
  if (target.kind === 'age') {
    const limits = readLimits(rest, days)
    if (!limits) return { expected: days.expected }
    return { kind: 'limits', part, figure: 'ageDays', limits, negated }
  }
  const values = splitValues(rest)
  if (values.length === 0) return { expected: say('expects-value') }
  return { kind: 'values', part, target, values, negated }
}

/** `llama,"SDXL 1.0"`: commas separate, quotes keep together. */
const splitValues = (rest: string): string[] =>
  [...rest.matchAll(/"([^"]*)"?|([^,"]+)/g)]
    .map(([, quoted, bare]) => (quoted ?? bare ?? '').trim())
    .filter((value) => value !== '')

/** `7b`, `<8gb`, `>=3b`, `7b..13b`, `..4gb`, `32k..`. A single figure means "about": within 10 %. */
export function readLimits(text: string, unit: Unit): Limits | null {
  const range = /^(.*?)\.\.(.*)$/.exec(text)
  if (range) {
    const min = range[1] === '' ? 0 : readFigure(range[1]!, unit)
    const max = range[2] === '' ? Infinity : readFigure(range[2]!, unit)
    if (min === null || max === null || min > max || text === '..') return null
    return { min, max, above: false, below: false }
  }
  const sign = /^(<=|>=|<|>|=)?(.*)$/.exec(text)
  const figure = readFigure(sign?.[2] ?? '', unit)
  if (figure === null) return null
  const comparison = sign?.[1] ?? ''
  if (comparison.startsWith('<')) return { min: 0, max: figure, above: false, below: comparison === '<' }
  if (comparison.startsWith('>'))
    return { min: figure, max: Infinity, above: comparison === '>', below: false }
  return { min: figure * 0.9, max: figure * 1.1, above: false, below: false }
}

export const withinLimits = (value: number, { min, max, above, below }: Limits): boolean =>
  (above ? value > min : value >= min) && (below ? value < max : value <= max)

/** Filters and operators to tables by code, so that a row or a class is checked by looking up. */
import type { CatalogQuery, FacetName, QueryNote, Range } from '#contract/catalog'
import { classAttributes, type Dictionaries } from '../index/dictionaries.ts'
import type { Tuples } from '../index/dictionary.ts'
import { fitNames } from '../index/judge-port.ts'
import type { MachineView } from '../index/verdicts.ts'
import { words } from '../index/tokens.ts'
import type { Condition, Limits, ParsedText } from './parse.ts'
import { findValues, nearest } from './values.ts'

/** 1 where a code passes; `null` where everything does. */
export type Allowed = Uint8Array | null

export interface RowLimit {
  readonly figure: 'parameters' | 'sizeBytes' | 'contextLength' | 'updated'
  readonly limits: Limits
  readonly negated: boolean
}

/** Several workers may run a model: one of these has to, or none may. A bit for each, by its number. */
export interface WorkerChoice {
  readonly mask: number
  readonly negated: boolean
}

export interface Compiled {
  /** By code of the facet's dictionary; for sets by code of the set; for fits by their number. */
  readonly facets: Readonly<Partial<Record<FacetName, Uint8Array>>>
  /** Codes that the page's own filters name: they stay in their lists, or could not be taken back. */
  readonly chosen: Readonly<Partial<Record<FacetName, readonly number[]>>>
  readonly workers: readonly WorkerChoice[]
  readonly author: Allowed
  readonly tags: readonly { readonly words: readonly string[]; readonly negated: boolean }[]
  readonly limits: readonly RowLimit[]
  readonly show: CatalogQuery['show']
  readonly notes: readonly QueryNote[]
}

/** A model has many artifacts, each with a size. */
const cost = ({ figure }: RowLimit): number => (figure === 'sizeBytes' ? 1 : 0)

interface Compiling {
  readonly dictionaries: Dictionaries
  readonly view: MachineView
  readonly now: number
}

const setsOf = {
  format: 'formatSet',
  quantization: 'quantizationSet',
  language: 'languageSet',
  baseModel: 'baseModelSet',
} as const

/** A choice made in one place: any of the codes, or none of them. */
interface Choice {
  readonly codes: ReadonlySet<number>
  readonly negated: boolean
}

export function compile(query: CatalogQuery, parsed: ParsedText, context: Compiling): Compiled {
  const notes: QueryNote[] = []
  const choices = new Map<FacetName | 'author', Choice[]>()
  const choose = (name: FacetName | 'author', choice: Choice): void =>
    void choices.set(name, [...(choices.get(name) ?? []), choice])

  const chosen: Partial<Record<FacetName, readonly number[]>> = {}
  for (const [name, values] of Object.entries(query.filters.facets) as [FacetName, string[]][]) {
    if (values.length === 0) continue
    const codes = values.flatMap((value) => exactCodes(name, value, context))
    chosen[name] = codes
    choose(name, { codes: new Set(codes), negated: false })
  }

  const tags: { words: string[]; negated: boolean }[] = []
  for (const condition of parsed.conditions) {
    if (condition.kind === 'limits') continue
    const { target, negated } = condition
    if (target.kind === 'tag') tags.push({ words: condition.values.flatMap(words), negated })
    else {
      const codes = typedCodes(condition, context, notes)
      choose(target.kind === 'facet' ? target.facet : target.kind, { codes: new Set(codes), negated })
    }
  }
  const { author, facets } = tables(choices, context)
  const workers = (choices.get('worker') ?? []).map(({ codes, negated }) => ({
    mask: maskOf(codes),
    negated,
  }))
  const limits = [...filterLimits(query, context.now), ...typedLimits(parsed, context.now)].toSorted(
    (a, b) => cost(a) - cost(b),
  )
  return { facets, chosen, workers, author, tags, limits, show: query.show, notes }
}

function tables(
  choices: ReadonlyMap<FacetName | 'author', readonly Choice[]>,
  { dictionaries }: Compiling,
): Pick<Compiled, 'facets' | 'author'> {
  const facets: Partial<Record<FacetName, Uint8Array>> = {}
  let author: Allowed = null
  for (const [name, all] of choices) {
    if (name === 'worker') continue
    if (name === 'author') author = allowCodes(dictionaries.author.size, all)
    else if (name in setsOf)
      facets[name] = allowSets(
        dictionaries[setsOf[name as keyof typeof setsOf]],
        sizeOf(name, dictionaries),
        all,
      )
    else facets[name] = allowCodes(sizeOf(name, dictionaries), all)
  }
  return { facets, author }
}

const sizeOf = (name: Exclude<FacetName, 'worker'>, dictionaries: Dictionaries): number =>
  name === 'fit' ? fitNames.length : dictionaries[name].size

const maskOf = (codes: ReadonlySet<number>): number =>
  [...codes].reduce((mask, code) => mask | (1 << code), 0)

function allowCodes(size: number, choices: readonly Choice[]): Uint8Array {
  const allowed = new Uint8Array(size).fill(1)
  for (const { codes, negated } of choices)
    for (let code = 0; code < size; code++) if (codes.has(code) === negated) allowed[code] = 0
  return allowed
}

function allowSets(sets: Tuples, size: number, choices: readonly Choice[]): Uint8Array {
  const allowed = new Uint8Array(sets.size).fill(1)
  for (const { codes, negated } of choices) {
    const holds = setsWith(sets, size, codes)
    const flip = negated ? 1 : 0
    for (let set = 0; set < allowed.length; set++) allowed[set]! &= holds[set]! ^ flip
  }
  return allowed
}

/** 1 for each set that holds any of the codes. */
function setsWith(
  { size, starts, members }: Tuples,
  codesKnown: number,
  codes: ReadonlySet<number>,
): Uint8Array {
  const wanted = new Uint8Array(codesKnown)
  for (const code of codes) wanted[code] = 1
  const holds = new Uint8Array(size)
  let set = 0
  // Few members are wanted, so whose they are is found out only then.
  for (let at = 0; at < starts[size]!; at++) {
    if (wanted[members[at]!] === 0) continue
    while (starts[set + 1]! <= at) set++
    holds[set] = 1
  }
  return holds
}

/** What the page sends came from the facets themselves: as it is, or nothing. */
function exactCodes(name: FacetName, value: string, { dictionaries, view }: Compiling): number[] {
  if (name === 'worker') return workerCodes(view, value)
  if (name === 'fit') return fitNames.flatMap((fit, code) => (fit === value ? [code] : []))
  const code = dictionaries[name].exact(value)
  return code === undefined || code === 0 ? [] : [code]
}

const ALIASES: Readonly<Record<string, string>> = { hf: 'huggingface' }

function typedCodes(
  condition: Extract<Condition, { kind: 'values' }>,
  { dictionaries, view }: Compiling,
  notes: QueryNote[],
): number[] {
  const { part, target, values } = condition
  const unknown = (typed: string, known: readonly string[]): number[] => {
    notes.push({ kind: 'unknown-value', part, nearest: nearest(known, typed) })
    return []
  }
  return values.flatMap((typed) => {
    const value = ALIASES[typed.toLowerCase()] ?? typed
    const name = target.kind === 'facet' ? target.facet : target.kind
    if (name === 'worker') {
      const codes = workerCodes(view, value)
      return codes.length > 0
        ? codes
        : unknown(
            value,
            view.workers.map(({ id }) => id),
          )
    }
    if (name === 'fit') {
      const code = fitNames.indexOf(value.toLowerCase() as (typeof fitNames)[number])
      return code === -1 ? unknown(value, fitNames) : [code]
    }
    if (name === 'tag') return []
    if (name === 'licence') {
      const group = groupLicences(dictionaries, value)
      if (group.length > 0) return group
    }
    const found = findValues(dictionaries[name], value, part)
    if (found.note) notes.push(found.note)
    return [...found.codes]
  })
}

/** `license:permissive`: all licences of the group. */
function groupLicences({ licence, licenceGroup, modelClass }: Dictionaries, value: string): number[] {
  if (licence.find(value).length > 0) return []
  const groups = new Set(licenceGroup.find(value))
  if (groups.size === 0) return []
  const found = new Set<number>()
  for (let code = 0; code < modelClass.size; code++) {
    const attributes = modelClass.at(code)
    if (groups.has(attributes[classAttributes.licenceGroup] ?? 0))
      found.add(attributes[classAttributes.licence]!)
  }
  return [...found]
}

/** A worker by its id, its family or its backend. */
function workerCodes({ workers }: MachineView, value: string): number[] {
  const wanted = value.toLowerCase()
  return workers.flatMap(({ id, family, backend }, code) =>
    [id, family, backend].some((known) => known?.toLowerCase() === wanted) ? [code] : [],
  )
}

const DAY_MS = 86_400_000

function filterLimits({ filters }: CatalogQuery, now: number): RowLimit[] {
  const limits: RowLimit[] = []
  const add = (figure: RowLimit['figure'], range: Range | undefined): void => {
    if (!range || (range.min === undefined && range.max === undefined)) return
    const bounds = { min: range.min ?? -Infinity, max: range.max ?? Infinity, above: false, below: false }
    limits.push({ figure, limits: bounds, negated: false })
  }
  add('parameters', filters.parameters)
  add('sizeBytes', filters.sizeBytes)
  add('contextLength', filters.contextLength)
  if (filters.updatedWithinDays !== undefined)
    add('updated', { min: now - filters.updatedWithinDays * DAY_MS })
  return limits
}

const typedLimits = (parsed: ParsedText, now: number): RowLimit[] =>
  parsed.conditions.flatMap((condition): RowLimit[] => {
    if (condition.kind !== 'limits') return []
    const { figure, limits, negated } = condition
    if (figure !== 'ageDays') return [{ figure, limits, negated }]
    const { min, max, above, below } = limits
    const dates = { min: now - max * DAY_MS, max: now - min * DAY_MS, above: below, below: above }
    return [{ figure: 'updated', limits: dates, negated }]
  })

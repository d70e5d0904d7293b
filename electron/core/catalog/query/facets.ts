/** Counts by code to lists for people. */
import type { CatalogPage, FacetCount, FacetName } from '#contract/catalog'
import { classAttributes as at, type Dictionaries } from '../index/dictionaries.ts'
import type { Tuples } from '../index/dictionary.ts'
import { fitNames } from '../index/judge-port.ts'
import type { MachineView } from '../index/verdicts.ts'
import { classFacets, HIDDEN, PASSES, workerMasks, type ClassFacet } from './class-pass.ts'
import type { Compiled } from './compile.ts'
import { rowFacets, type Counts } from './count.ts'

interface Tallying {
  readonly counts: Counts
  readonly pass: Int8Array
  readonly view: MachineView
  readonly dictionaries: Dictionaries
  readonly compiled: Compiled
}

/** The longest lists are for searching in, not for reading to the end. */
const MOST_VALUES = 60

export function facetLists(tallying: Tallying): NonNullable<CatalogPage['facets']> {
  const { counts, dictionaries, view, compiled } = tallying
  const tallies = tallyClasses(tallying)
  const lists: Partial<Record<FacetName, FacetCount[]>> = {
    worker: list(
      tallies.worker,
      view.workers.map(({ id }) => id),
      compiled.chosen.worker,
    ),
    fit: list(tallies.fit, fitNames, compiled.chosen.fit),
  }
  for (const name of ['source', 'task', 'architecture', 'type', 'licenceGroup'] as const)
    lists[name] = list(tallies[name], dictionaries[name].values, compiled.chosen[name])
  const sets = { format: tallies.format, ...counts }
  for (const name of ['format', ...rowFacets] as const) {
    const values = dictionaries[name].values
    const members = spread(sets[name], dictionaries[`${name}Set`], values.length)
    lists[name] = list(members, values, compiled.chosen[name])
  }
  return lists
}

/** Once over the classes for all of their facets. */
function tallyClasses({
  counts,
  pass,
  view,
  dictionaries,
  compiled,
}: Tallying): Record<ClassFacet, Uint32Array> {
  const { classes } = view
  const { byClass } = counts
  const { modelClass } = dictionaries
  const size = (name: 'source' | 'task' | 'architecture' | 'type' | 'licenceGroup') =>
    new Uint32Array(dictionaries[name].values.length)
  const tallies: Record<ClassFacet, Uint32Array> = {
    source: size('source'),
    task: size('task'),
    architecture: size('architecture'),
    type: size('type'),
    licenceGroup: size('licenceGroup'),
    format: new Uint32Array(dictionaries.formatSet.values.length),
    worker: new Uint32Array(view.workers.length),
    fit: new Uint32Array(fitNames.length),
  }
  const masks = workerMasks(classes, compiled.show)
  for (let code = 0; code < byClass.length; code++) {
    const count = byClass[code]!
    const failed = pass[code]!
    if (count === 0 || failed >= classFacets.length) continue
    const attributes = modelClass.values[classes.modelClass[code]!]!
    const counted = (name: ClassFacet): boolean => failed === PASSES || classFacets[failed] === name
    if (counted('source')) tallies.source[attributes[at.source]!]! += count
    if (counted('task')) tallies.task[attributes[at.task]!]! += count
    if (counted('architecture')) tallies.architecture[attributes[at.architecture]!]! += count
    if (counted('type')) tallies.type[attributes[at.type]!]! += count
    if (counted('licenceGroup')) tallies.licenceGroup[attributes[at.licenceGroup]!]! += count
    if (counted('format')) tallies.format[attributes[at.formatSet]!]! += count
    if (counted('fit')) tallies.fit[classes.fit[code]!]! += count
    if (counted('worker'))
      for (let mask = masks[code]!; mask !== 0; mask &= mask - 1)
        tallies.worker[31 - Math.clz32(mask & -mask)]! += count
  }
  return tallies
}

function spread(bySet: Uint32Array, sets: Tuples, size: number): Uint32Array {
  const members = new Uint32Array(size)
  for (let code = 0; code < bySet.length; code++) {
    const count = bySet[code]!
    if (count === 0) continue
    const set = sets.values[code]!
    for (let i = 0; i < set.length; i++) members[set[i]!]! += count
  }
  return members
}

/** A choice stays in its list at 0, or it could not be taken back. */
function list(counts: Uint32Array, values: readonly string[], chosen: readonly number[] = []): FacetCount[] {
  const shown = new Set([...largest(counts, values), ...chosen])
  return Array.from(shown, (code) => ({ value: values[code]!, count: counts[code]! }))
}

/** Largest first, then by name. Of tens of thousands of values most never enter the short list. */
function largest(counts: Uint32Array, values: readonly string[]): number[] {
  const top: number[] = []
  let least = 0
  const before = (a: number, b: number): boolean =>
    counts[a]! > counts[b]! || (counts[a] === counts[b] && values[a]! < values[b]!)
  for (let code = 0; code < counts.length; code++) {
    if (counts[code]! <= least && (counts[code] === 0 || !before(code, top.at(-1)!))) continue
    if (values[code] === '') continue
    let place = top.length
    while (place > 0 && before(code, top[place - 1]!)) place--
    top.splice(place, 0, code)
    if (top.length > MOST_VALUES) top.pop()
    if (top.length === MOST_VALUES) least = counts[top.at(-1)!]!
  }
  return top
}

export function hiddenCounts({ byClass }: Counts, pass: Int8Array): NonNullable<CatalogPage['hidden']> {
  const hidden = { comingSoon: 0, incompatible: 0, tooLarge: 0 }
  for (let code = 0; code < byClass.length; code++) {
    const failed = pass[code]
    if (failed === HIDDEN.comingSoon) hidden.comingSoon += byClass[code]!
    else if (failed === HIDDEN.incompatible) hidden.incompatible += byClass[code]!
    else if (failed === HIDDEN.tooLarge) hidden.tooLarge += byClass[code]!
  }
  return hidden
}

/** Counts by code to lists for people. */
import type { CatalogPage, FacetCount, FacetName } from '#contract/catalog'
import { classAttributes, type Dictionaries } from '../index/dictionaries.ts'
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
    worker: list(tallies.worker, (code) => view.workers[code]!.id, compiled.chosen.worker),
    fit: list(tallies.fit, (code) => fitNames[code]!, compiled.chosen.fit),
  }
  for (const name of ['source', 'task', 'architecture', 'type', 'licenceGroup'] as const)
    lists[name] = list(tallies[name], dictionaries[name].at, compiled.chosen[name])
  const sets = { format: tallies.format, ...counts }
  for (const name of ['format', ...rowFacets] as const) {
    const { size, at } = dictionaries[name]
    const members = spread(sets[name], dictionaries[`${name}Set`], size)
    lists[name] = list(members, at, compiled.chosen[name])
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
  const { starts, members } = dictionaries.modelClass
  const masks = workerMasks(classes, compiled.show)
  const tallies = emptyTallies(view, dictionaries)
  const inOrder = classFacets.map((name) => tallies[name])
  for (let code = 0; code < byClass.length; code++) {
    const count = byClass[code]!
    const failed = pass[code]!
    if (count === 0 || failed >= classFacets.length) continue
    const attributes = starts[classes.modelClass[code]!]!
    // A class that fails one facet counts for that facet alone.
    const from = failed === PASSES ? 0 : failed
    const to = failed === PASSES ? classFacets.length : failed + 1
    for (let facet = from; facet < to; facet++) {
      const tally = inOrder[facet]!
      const place = places[facet]!
      if (place >= 0) tally[members[attributes + place]!]! += count
      else if (place === FIT_PLACE) tally[classes.fit[code]!]! += count
      else
        for (let mask = masks[code]!; mask !== 0; mask &= mask - 1)
          tally[31 - Math.clz32(mask & -mask)]! += count
    }
  }
  return tallies
}

/** Where a class tells the facet: a place in its attributes, or with the verdict. */
const FIT_PLACE = -1
const WORKER_PLACE = -2
const placeOf: Readonly<Record<ClassFacet, number>> = {
  source: classAttributes.source,
  worker: WORKER_PLACE,
  fit: FIT_PLACE,
  task: classAttributes.task,
  architecture: classAttributes.architecture,
  format: classAttributes.formatSet,
  type: classAttributes.type,
  licenceGroup: classAttributes.licenceGroup,
}
const places = Int8Array.from(classFacets, (name) => placeOf[name])

function emptyTallies(view: MachineView, dictionaries: Dictionaries): Record<ClassFacet, Uint32Array> {
  const size = (name: 'source' | 'task' | 'architecture' | 'type' | 'licenceGroup') =>
    new Uint32Array(dictionaries[name].size)
  return {
    source: size('source'),
    task: size('task'),
    architecture: size('architecture'),
    type: size('type'),
    licenceGroup: size('licenceGroup'),
    format: new Uint32Array(dictionaries.formatSet.size),
    worker: new Uint32Array(view.workers.length),
    fit: new Uint32Array(fitNames.length),
  }
}

function spread(bySet: Uint32Array, sets: Tuples, size: number): Uint32Array {
  const counts = new Uint32Array(size)
  const { starts, members } = sets
  for (let code = 0; code < bySet.length; code++) {
    const count = bySet[code]!
    if (count === 0) continue
    for (let at = starts[code]!; at < starts[code + 1]!; at++) counts[members[at]!]! += count
  }
  return counts
}

/** A choice stays in its list at 0, or it could not be taken back. */
function list(
  counts: Uint32Array,
  valueOf: (code: number) => string,
  chosen: readonly number[] = [],
): FacetCount[] {
  const shown = new Set([...largest(counts, valueOf), ...chosen])
  return Array.from(shown, (code) => ({ value: valueOf(code), count: counts[code]! }))
}

/** Largest first, then by name. Of tens of thousands of values most never enter the short list. */
function largest(counts: Uint32Array, valueOf: (code: number) => string): number[] {
  const top: number[] = []
  let least = 0
  // Code 0 is "not told" wherever values come from models; for others it is a value like any.
  for (let code = counts.length > 0 && valueOf(0) === '' ? 1 : 0; code < counts.length; code++) {
    const count = counts[code]!
    if (count <= least) continue
    let place = top.length
    while (place > 0 && count > counts[top[place - 1]!]!) place--
    top.splice(place, 0, code)
    if (top.length > MOST_VALUES) top.pop()
    if (top.length === MOST_VALUES) least = counts[top[MOST_VALUES - 1]!]!
  }
  return top.toSorted((a, b) => counts[b]! - counts[a]! || (valueOf(a) < valueOf(b) ? -1 : 1))
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

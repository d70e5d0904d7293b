/** Counts by code to lists for people. */
import type { CatalogPage, FacetCount, FacetName } from '#contract/catalog'
import { classAttributes, type Dictionaries } from '../index/dictionaries.ts'
import type { Tuples } from '../index/dictionary.ts'
import { fitNames } from '../index/judge-port.ts'
import { wholeTally, type Tally } from '../index/tally.ts'
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
  const { counts, dictionaries: d, view, compiled } = tallying
  const tallies = tallyClasses(tallying)
  const lists: Partial<Record<FacetName, FacetCount[]>> = {
    worker: list(wholeTally(tallies.worker), (code) => view.workers[code]!.id, compiled.chosen.worker),
    fit: list(wholeTally(tallies.fit), (code) => fitNames[code]!, compiled.chosen.fit),
  }
  for (const name of ['source', 'task', 'architecture', 'type', 'licenceGroup', 'licence'] as const)
    lists[name] = list(wholeTally(tallies[name]), d[name].at, compiled.chosen[name])
  const sets = {
    format: wholeTally(tallies.format),
    quantization: wholeTally(counts.quantization),
    language: wholeTally(counts.language),
    baseModel: counts.baseModel,
  }
  for (const name of ['format', ...rowFacets] as const) {
    const { size } = d[name]
    const values =
      sets[name].met === null ? wholeTally(new Uint32Array(size)) : d.tallies.values.emptied(size)
    const members = spread(sets[name], d[`${name}Set`], values)
    lists[name] = list(members, d[name].at, compiled.chosen[name])
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
    const times = byClass[code]!
    const failed = pass[code]!
    if (times === 0 || failed >= classFacets.length) continue
    const attributes = starts[classes.modelClass[code]!]!
    // A class that fails one facet counts for that facet alone.
    const from = failed === PASSES ? 0 : failed
    const to = failed === PASSES ? classFacets.length : failed + 1
    for (let facet = from; facet < to; facet++) {
      const tally = inOrder[facet]!
      const place = places[facet]!
      if (place >= 0) tally[members[attributes + place]!]! += times
      else if (place === FIT_PLACE) tally[classes.fit[code]!]! += times
      else
        for (let mask = masks[code]!; mask !== 0; mask &= mask - 1)
          tally[31 - Math.clz32(mask & -mask)]! += times
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
  licence: classAttributes.licence,
}
const places = Int8Array.from(classFacets, (name) => placeOf[name])

function emptyTallies(view: MachineView, dictionaries: Dictionaries): Record<ClassFacet, Uint32Array> {
  const size = (name: 'source' | 'task' | 'architecture' | 'type' | 'licenceGroup' | 'licence') =>
    new Uint32Array(dictionaries[name].size)
  return {
    source: size('source'),
    task: size('task'),
    architecture: size('architecture'),
    type: size('type'),
    licenceGroup: size('licenceGroup'),
    licence: size('licence'),
    format: new Uint32Array(dictionaries.formatSet.size),
    worker: new Uint32Array(view.workers.length),
    fit: new Uint32Array(fitNames.length),
  }
}

function spread(bySet: Tally, { starts, members }: Tuples, values: Tally): Tally {
  const { counts, met } = values
  let { size } = values
  for (let place = 0; place < bySet.size; place++) {
    const set = bySet.met === null ? place : bySet.met[place]!
    const times = bySet.counts[set]!
    if (times === 0) continue
    const end = starts[set + 1]!
    for (let at = starts[set]!; at < end; at++) {
      const code = members[at]!
      if (met !== null && counts[code] === 0) met[size++] = code
      counts[code]! += times
    }
  }
  values.size = size
  return values
}

/** A choice stays in its list at 0, or it could not be taken back. */
function list(tally: Tally, valueOf: (code: number) => string, chosen: readonly number[] = []): FacetCount[] {
  const shown = largest(tally, valueOf)
  for (const code of chosen) if (!shown.includes(code)) shown.push(code)
  return shown.map((code) => ({ value: valueOf(code), count: tally.counts[code]! }))
}

/** Largest first, then by name. Of tens of thousands of values most never enter the short list. */
function largest({ counts, met, size }: Tally, valueOf: (code: number) => string): number[] {
  const top: number[] = []
  let least = 0
  // Code 0 is "not told" wherever values come from models; for others it is a value like any.
  const untold = size > 0 && valueOf(0) === '' ? 0 : -1
  for (let place = 0; place < size; place++) {
    const code = met === null ? place : met[place]!
    const times = counts[code]!
    if (times <= least || code === untold) continue
    let before = top.length
    while (before > 0 && times > counts[top[before - 1]!]!) before--
    top.splice(before, 0, code)
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

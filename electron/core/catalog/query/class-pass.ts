/** Which classes of alike rows pass, and for those that fail: what they fail by. */
import { classAttributes as at, FLAG_NSFW, type Dictionaries } from '../index/dictionaries.ts'
import type { ViewClasses } from '../index/verdicts.ts'
import type { Compiled } from './compile.ts'

/** Facets that every row of a class answers alike. */
export const classFacets = [
  'source',
  'worker',
  'fit',
  'task',
  'architecture',
  'format',
  'type',
  'licenceGroup',
  'licence',
] as const
export type ClassFacet = (typeof classFacets)[number]

export const PASSES = -1
export const FAILS = 127
/** What the user could choose to see beside: passes but for being planned, not compatible, or too large. */
export const HIDDEN = { comingSoon: 100, incompatible: 101, tooLarge: 102 } as const

/** Per class: passes; or the number of the only facet that it fails; or why it is hidden; or fails for good. */
export function passClasses(classes: ViewClasses, dictionaries: Dictionaries, compiled: Compiled): Int8Array {
  const result = new Int8Array(classes.modelClass.length)
  const model = passModelClasses(dictionaries, compiled)
  const masks = workerMasks(classes, compiled.show)
  const fit = compiled.facets.fit
  const worker = classFacets.indexOf('worker')
  const fits = classFacets.indexOf('fit')
  for (let code = 0; code < result.length; code++) {
    let failed = model[classes.modelClass[code]!]!
    if (!runs(masks[code]!, compiled.workers)) failed = add(failed, worker)
    if (fit && fit[classes.fit[code]!] === 0) failed = add(failed, fits)
    const hidden = hiddenBy(classes, code, compiled.show)
    if (hidden !== null) failed = add(failed, hidden)
    result[code] = failed
  }
  return result
}

const add = (failed: number, next: number): number => (failed === PASSES ? next : FAILS)

const singles = [
  ['source', at.source],
  ['task', at.task],
  ['architecture', at.architecture],
  ['format', at.formatSet],
  ['type', at.type],
  ['licenceGroup', at.licenceGroup],
  ['licence', at.licence],
] as const

function passModelClasses({ modelClass }: Dictionaries, { facets, show }: Compiled): Int8Array {
  const checks = singles.flatMap(([name, place]) => {
    const allowed = facets[name]
    return allowed ? [{ allowed, place, facet: classFacets.indexOf(name) }] : []
  })
  const { starts, members } = modelClass
  const result = new Int8Array(modelClass.size)
  for (let code = 0; code < result.length; code++) {
    const from = starts[code]!
    let failed =
      from === starts[code + 1] || (!show.nsfw && (members[from + at.flags]! & FLAG_NSFW) !== 0)
        ? FAILS
        : PASSES
    for (const { allowed, place, facet } of checks)
      if (allowed[members[from + place]!] === 0) failed = add(failed, facet)
    result[code] = failed
  }
  return result
}

export function workerMasks(classes: ViewClasses, show: Compiled['show']): readonly number[] {
  if (show.tooLarge) return classes.anySize
  return show.comingSoon ? classes.soon : classes.runs
}

const runs = (runners: number, wanted: Compiled['workers']): boolean =>
  wanted.every(({ mask, negated }) => ((runners & mask) === 0) === negated)

const MEDIUM = 2

/** Nothing is shown unasked that cannot run here. */
function hiddenBy(classes: ViewClasses, code: number, show: Compiled['show']): number | null {
  const fitting = classes.fitting[code]!
  const any = classes.any[code]!
  if (fitting >= MEDIUM || (show.tooLarge && any >= MEDIUM)) return null
  if (fitting > 0) return show.comingSoon ? null : HIDDEN.comingSoon
  if (any === 0) return show.incompatible ? null : HIDDEN.incompatible
  if (!show.tooLarge) return HIDDEN.tooLarge
  return show.comingSoon ? null : HIDDEN.comingSoon
}

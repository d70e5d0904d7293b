/**
 * What one machine can run, for every row. Each distinct combination of traits is judged once a worker;
 * rows then only look up.
 */
import { placeOf } from '#domain/fit/fit-model'
import type { Place } from '#domain/fit/place'
import type { Hardware } from '#domain/hardware'
import type { Worker } from '#domain/worker-family'
import type { Dictionaries } from './dictionaries.ts'
import { FIT_TOO_LARGE, FIT_UNKNOWN, NOT_POOR, type CatalogRules } from './judge-port.ts'
import { createKindVerdicts, type KindVerdict } from './kind-verdicts.ts'
import type { Order } from './orders.ts'
import type { Segment } from './segment.ts'

export const NO_ARTIFACT = 0xffffffff
export const NO_WORKER = 255

/** Rows that are alike in every attribute with few values, verdict included: most of a query runs over these. */
export interface ViewClasses {
  readonly modelClass: number[]
  /** The best confidence among artifacts that are not too large; and among all. */
  readonly fitting: number[]
  readonly any: number[]
  readonly fit: number[]
  /** Bit per worker: runs it, will run it once what is planned has come, would but for its size. */
  readonly runs: number[]
  readonly soon: number[]
  readonly anySize: number[]
}

export interface SegmentView {
  readonly viewClass: Uint32Array
  /** The rows of each class, class after class; what begins where, and one start more than there are classes. */
  readonly byClass: { readonly starts: Uint32Array; readonly rows: Uint32Array }
  /** The artifact and the worker that the verdict speaks of. */
  readonly artifact: Uint32Array
  readonly worker: Uint8Array
  readonly orders: Map<string, Order>
}

export interface MachineView {
  readonly workers: readonly Worker[]
  /** Where each worker would hold a model. */
  readonly places: readonly (Place | null)[]
  readonly classes: ViewClasses
  of(segment: Segment): SegmentView
  /** The same in steps, for whoever must not be held up; then `of` costs nothing. */
  judge(segment: Segment): Generator<void, void>
}

export interface MachineFacts {
  readonly workers: readonly Worker[]
  readonly hardware: Hardware
}

export function createMachineView(
  machine: MachineFacts,
  { dictionaries, rules }: { readonly dictionaries: Dictionaries; readonly rules: CatalogRules },
): MachineView {
  const workers = machine.workers.filter((worker) => worker.problem === null).slice(0, NO_WORKER)
  const kinds = createKindVerdicts({ ...machine, workers }, { dictionaries, rules })
  const classes = createClasses()
  const views = new WeakMap<Segment, SegmentView>()
  function* judge(segment: Segment): Generator<void, void> {
    if (views.has(segment)) return
    views.set(segment, yield* viewSegment(segment, yield* kinds(), classes))
  }
  return {
    workers,
    places: workers.map((worker) => placeOf(worker, machine.hardware)),
    classes,
    judge,
    of(segment) {
      for (const steps = judge(segment); !steps.next().done;);
      return views.get(segment)!
    },
  }
}

type Classes = ViewClasses & { code(row: RowVerdict, modelClass: number): number }

interface RowVerdict {
  fitting: number
  any: number
  fit: number
  runs: number
  soon: number
  anySize: number
}

function createClasses(): Classes {
  const masks = new Map<number, number>()
  const known = new Map<number, number>()
  const classes: ViewClasses = {
    modelClass: [],
    fitting: [],
    any: [],
    fit: [],
    runs: [],
    soon: [],
    anySize: [],
  }
  return {
    ...classes,
    code(row, modelClass) {
      const maskKey = (row.runs * 65_536 + row.soon) * 65_536 + row.anySize
      let mask = masks.get(maskKey)
      if (mask === undefined) masks.set(maskKey, (mask = masks.size))
      const verdict = row.fitting | (row.any << 2) | (row.fit << 4)
      const key = (mask * 128 + verdict) * 4_194_304 + modelClass
      const found = known.get(key)
      if (found !== undefined) return found
      known.set(key, known.size)
      classes.modelClass.push(modelClass)
      for (const name of ['fitting', 'any', 'fit', 'runs', 'soon', 'anySize'] as const)
        classes[name].push(row[name])
      return known.size - 1
    },
  }
}

const ROWS_AT_ONCE = 4096

function* viewSegment(
  segment: Segment,
  kinds: readonly (KindVerdict | null)[],
  classes: Classes,
): Generator<void, SegmentView> {
  const { rows, modelClass } = segment
  const viewClass = new Uint32Array(rows)
  const artifact = new Uint32Array(rows)
  const worker = new Uint8Array(rows)
  const best = createBest(segment, kinds)
  for (let row = 0; row < rows; row++) {
    const found = best(row)
    viewClass[row] = classes.code(found, modelClass[row]!)
    artifact[row] = found.artifact
    worker[row] = found.worker
    if (row % ROWS_AT_ONCE === 0) yield
  }
  const byClass = groupByClass(viewClass, classes.modelClass.length)
  return { viewClass, byClass, artifact, worker, orders: new Map() }
}

function groupByClass(viewClass: Uint32Array, size: number): SegmentView['byClass'] {
  const starts = new Uint32Array(size + 1)
  for (let row = 0; row < viewClass.length; row++) starts[viewClass[row]! + 1]!++
  for (let code = 0; code < size; code++) starts[code + 1]! += starts[code]!
  const next = starts.slice()
  const rows = new Uint32Array(viewClass.length)
  for (let row = 0; row < viewClass.length; row++) rows[next[viewClass[row]!]!++] = row
  return { starts, rows }
}

interface Best extends RowVerdict {
  artifact: number
  worker: number
}

/**
 * Finds a row's verdict. What can be run beats what cannot, then the higher confidence, then safetensors before
 * other formats, then good quality, then the better fit, then what is preferred for itself, then the smaller file.
 */
function createBest(segment: Segment, kinds: readonly (KindVerdict | null)[]): (row: number) => Best {
  const { starts, kind, preference, needBytes, sizeBytes } = segment.artifacts
  const best: Best = { fitting: 0, any: 0, fit: 0, runs: 0, soon: 0, anySize: 0, artifact: 0, worker: 0 }
  return (row) => {
    const from = starts[row]!
    const to = starts[row + 1]!
    reset(best, from < to ? from : NO_ARTIFACT)
    let bestRank = -1
    let bestSize = 0
    for (let artifact = from; artifact < to; artifact++) {
      const verdict = kinds[kind[artifact]!]!
      if (verdict === null) continue
      for (const { fitOf, confidence, worker, all, strong } of verdict.groups) {
        const fit = fitOf(needBytes[artifact]!, verdict.needIsKnown)
        const fits = fit !== FIT_TOO_LARGE
        if (confidence > best.any) best.any = confidence
        best.anySize |= all
        if (fits && confidence > best.fitting) best.fitting = confidence
        if (fits) best.soon |= all
        if (fits) best.runs |= strong
        const liking = preference[artifact]!
        const good = liking & NOT_POOR ? 1 : 0
        const place = (fits ? 128 : 0) + confidence * 32 + verdict.first * 16 + good * 8 + fit
        const rank = place * NOT_POOR + (liking & (NOT_POOR - 1))
        const size = sizeBytes[artifact]!
        if (rank < bestRank || (rank === bestRank && !(size < bestSize))) continue
        bestRank = rank
        bestSize = size
        best.artifact = artifact
        best.worker = worker
        best.fit = fit
      }
    }
    return best
  }
}

function reset(best: Best, artifact: number): void {
  best.fitting = best.any = best.runs = best.soon = best.anySize = 0
  best.fit = FIT_UNKNOWN
  best.artifact = artifact
  best.worker = NO_WORKER
}

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
import type { Order } from './orders.ts'
import { NEED_KNOWN, type Segment } from './segment.ts'

/** Workers beyond these are judged, but cannot be told apart in filters. */
const MAX_MASKED_WORKERS = 16
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
  const judge = createTraitTable(workers, dictionaries, rules)
  const fits = fitGroups(workers, machine.hardware, rules)
  const classes = createClasses()
  const views = new WeakMap<Segment, SegmentView>()
  return {
    workers,
    places: workers.map((worker) => placeOf(worker, machine.hardware)),
    classes,
    of(segment) {
      const known = views.get(segment)
      if (known) return known
      const view = viewSegment(segment, { judge: judge(), fits, classes, dictionaries })
      views.set(segment, view)
      return view
    },
  }
}

interface TraitTable {
  readonly workers: number
  /** `trait * workers + worker` */
  readonly confidence: Uint8Array
  readonly best: Uint8Array
}

/** New traits come with new models; what was judged stays judged. */
function createTraitTable(
  workers: readonly Worker[],
  dictionaries: Dictionaries,
  rules: CatalogRules,
): () => TraitTable {
  let table: TraitTable = { workers: workers.length, confidence: new Uint8Array(0), best: new Uint8Array(0) }
  return () => {
    const { samples } = dictionaries.traits
    const known = table.best.length
    if (known === samples.length) return table
    const confidence = new Uint8Array(samples.length * workers.length)
    const best = new Uint8Array(samples.length)
    confidence.set(table.confidence)
    best.set(table.best)
    for (let trait = Math.max(known, 1); trait < samples.length; trait++) {
      const judge = rules.judge(samples[trait]!)
      for (const [index, worker] of workers.entries()) {
        const code = judge(worker)
        confidence[trait * workers.length + index] = code
        if (code > best[trait]!) best[trait] = code
      }
    }
    return (table = { workers: workers.length, confidence, best })
  }
}

interface FitGroups {
  readonly ofWorker: Uint8Array
  readonly ask: readonly ReturnType<CatalogRules['fitOn']>[]
}

function fitGroups(workers: readonly Worker[], hardware: Hardware, rules: CatalogRules): FitGroups {
  const keys: string[] = []
  const ask: ReturnType<CatalogRules['fitOn']>[] = []
  const ofWorker = Uint8Array.from(workers, (worker) => {
    const key = rules.fitKey(worker)
    const found = keys.indexOf(key)
    if (found !== -1) return found
    ask.push(rules.fitOn(worker, hardware))
    return keys.push(key) - 1
  })
  return { ofWorker, ask }
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

interface Viewing {
  readonly judge: TraitTable
  readonly fits: FitGroups
  readonly classes: Classes
  readonly dictionaries: Dictionaries
}

function viewSegment(segment: Segment, viewing: Viewing): SegmentView {
  const { rows, modelClass } = segment
  const view: SegmentView = {
    viewClass: new Uint32Array(rows),
    artifact: new Uint32Array(rows),
    worker: new Uint8Array(rows),
    orders: new Map(),
  }
  const best = createBest(segment, viewing)
  for (let row = 0; row < rows; row++) {
    const found = best(row)
    view.viewClass[row] = viewing.classes.code(found, modelClass[row]!)
    view.artifact[row] = found.artifact
    view.worker[row] = found.worker
  }
  return view
}

interface Best extends RowVerdict {
  artifact: number
  worker: number
}

/**
 * Finds a row's verdict. What can be run beats what cannot, then the higher confidence, then safetensors before
 * other formats, then good quality, then the better fit, then what is preferred for itself, then the smaller file.
 */
function createBest(segment: Segment, { judge, fits, dictionaries }: Viewing): (row: number) => Best {
  const { artifacts } = segment
  const count = judge.workers
  const groupFit = new Int8Array(fits.ask.length)
  const safetensors = dictionaries.format.code('safetensors')
  const best: Best = { fitting: 0, any: 0, fit: 0, runs: 0, soon: 0, anySize: 0, artifact: 0, worker: 0 }

  const fitFor = (group: number, artifact: number): number => {
    if (groupFit[group] === -1) {
      const known = (artifacts.needFlags[artifact]! & NEED_KNOWN) !== 0
      groupFit[group] = fits.ask[group]!(artifacts.needBytes[artifact]!, known)
    }
    return groupFit[group]!
  }

  return (row) => {
    const from = artifacts.starts[row]!
    const to = artifacts.starts[row + 1]!
    reset(best, from < to ? from : NO_ARTIFACT)
    let bestRank = -1
    let bestSize = 0
    for (let artifact = from; artifact < to; artifact++) {
      const trait = artifacts.trait[artifact]!
      if (judge.best[trait] === 0) continue
      groupFit.fill(-1)
      for (let worker = 0; worker < count; worker++) {
        const confidence = judge.confidence[trait * count + worker]!
        if (confidence === 0) continue
        const fit = fitFor(fits.ofWorker[worker]!, artifact)
        note(best, { confidence, fit, worker })
        const first = artifacts.format[artifact] === safetensors ? 1 : 0
        const preference = artifacts.preference[artifact]!
        const good = preference & NOT_POOR ? 1 : 0
        const verdict = (fit === FIT_TOO_LARGE ? 0 : 128) + confidence * 32 + first * 16 + good * 8 + fit
        const rank = verdict * NOT_POOR + (preference & (NOT_POOR - 1))
        const size = artifacts.sizeBytes[artifact]!
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

function note(
  best: Best,
  { confidence, fit, worker }: { confidence: number; fit: number; worker: number },
): void {
  const bit = worker < MAX_MASKED_WORKERS ? 1 << worker : 0
  if (confidence > best.any) best.any = confidence
  best.anySize |= bit
  if (fit === FIT_TOO_LARGE) return
  if (confidence > best.fitting) best.fitting = confidence
  best.soon |= bit
  if (confidence >= 2) best.runs |= bit
}

/** What the workers of one machine make of each kind of artifact: judged once, however many models share it. */
import { kindAttributes as at, NEED_KNOWN, type Dictionaries } from './dictionaries.ts'
import type { CatalogRules } from './judge-port.ts'
import type { MachineFacts } from './verdicts.ts'

/** Workers beyond these are judged, but cannot be told apart in filters. */
const MAX_MASKED_WORKERS = 16

export interface KindVerdict {
  /** 1 for safetensors, which come before other formats. */
  readonly first: number
  readonly needIsKnown: boolean
  readonly groups: readonly WorkerGroup[]
}

/** Workers with the same memory for the same need. */
export interface WorkerGroup {
  readonly fitOf: (needBytes: number, needIsKnown: boolean) => number
  /** The best of the group, and the first worker that has it. */
  readonly confidence: number
  readonly worker: number
  /** Bit per worker that takes it at all; that runs it today. */
  readonly all: number
  readonly strong: number
}

interface Judging {
  readonly dictionaries: Dictionaries
  readonly rules: CatalogRules
}

const KINDS_AT_ONCE = 64

/** Kinds that nobody takes are `null`. New ones come with new models; what was judged stays judged. */
export function createKindVerdicts(
  machine: MachineFacts,
  { dictionaries, rules }: Judging,
): () => Generator<void, readonly (KindVerdict | null)[]> {
  const memories = groupByMemory(machine, rules)
  const judged: (Uint8Array | null)[] = []
  const verdicts: (KindVerdict | null)[] = []
  const confidencesOf = (trait: number): Uint8Array => {
    const known = judged[trait]
    if (known) return known
    const judge = rules.judge(dictionaries.traits.sampleOf(trait))
    return (judged[trait] = Uint8Array.from(machine.workers, judge))
  }
  return function* () {
    const kinds = dictionaries.artifactKind
    const safetensors = dictionaries.format.code('safetensors')
    // Asked twice at once, both go on from where the other is.
    while (verdicts.length < kinds.size) {
      if (verdicts.length % KINDS_AT_ONCE === 0) yield
      const kind = kinds.at(verdicts.length)
      const groups = kind.length === 0 ? [] : groupsFor(confidencesOf(kind[at.trait]!), memories)
      const first = kind[at.format] === safetensors ? 1 : 0
      const needIsKnown = ((kind[at.flags] ?? 0) & NEED_KNOWN) !== 0
      verdicts.push(groups.length === 0 ? null : { first, needIsKnown, groups })
    }
    return verdicts
  }
}

interface MemoryGroup {
  readonly fitOf: WorkerGroup['fitOf']
  readonly workers: number[]
}

function groupByMemory({ workers, hardware }: MachineFacts, rules: CatalogRules): readonly MemoryGroup[] {
  const groups = new Map<string, MemoryGroup>()
  for (const [index, worker] of workers.entries()) {
    const key = rules.fitKey(worker)
    const group = groups.get(key)
    if (group) group.workers.push(index)
    else groups.set(key, { fitOf: rules.fitOn(worker, hardware), workers: [index] })
  }
  return [...groups.values()]
}

const MEDIUM = 2

function groupsFor(confidences: Uint8Array, memories: readonly MemoryGroup[]): WorkerGroup[] {
  return memories.flatMap(({ fitOf, workers }) => {
    const takers = workers.filter((worker) => confidences[worker]! > 0)
    const confidence = Math.max(0, ...takers.map((worker) => confidences[worker]!))
    const worker = takers.find((taker) => confidences[taker] === confidence)
    if (worker === undefined) return []
    const strong = takers.filter((taker) => confidences[taker]! >= MEDIUM)
    return [{ fitOf, confidence, worker, all: maskOf(takers), strong: maskOf(strong) }]
  })
}

const maskOf = (workers: readonly number[]): number =>
  workers.reduce((mask, worker) => (worker < MAX_MASKED_WORKERS ? mask | (1 << worker) : mask), 0)

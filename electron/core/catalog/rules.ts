/** The rules of the domain as the index asks for them. */
import { bitsOf } from '#domain/best-choice'
import { knownSumOf, verdictFrom } from '#domain/fit/fit'
import { fitModel, type FitRequest, placeOf, usualFitSettings } from '#domain/fit/fit-model'
import { overheadBytes } from '#domain/fit/overhead'
import { createShapeTable } from '#domain/fit/shape-table'
import type { Hardware } from '#domain/hardware'
import { licenceGroup } from '#domain/licence'
import type { Artifact, Model } from '#domain/model'
import { kindOf } from '#domain/rules/artifact-order'
import { bestConfidence } from '#domain/rules/judge'
import { rank } from '#domain/rules/subject'
import { traitsOf } from '#domain/traits'
import { whatIfWorker } from '#domain/what-if'
import type { Worker, WorkerFamily } from '#domain/worker-family'
import {
  fitNames,
  NOT_POOR,
  type ArtifactReading,
  type CatalogRules,
  type ConfidenceCode,
} from './index/judge-port.ts'
import { hashText } from './index/tokens.ts'
import shapeTable from '../../../resources/shapes.json' with { type: 'json' }

/** Raised when code here, or the judge's, comes to read the same record otherwise; the families speak for themselves. */
const READING = 1

export function createCatalogRules(families: readonly WorkerFamily[]): CatalogRules {
  const traitOf = createTraitReader(families)
  const shapes = createShapeTable(shapeTable)
  const bare = families.map((family) => whatIfWorker(family.id, families)!)
  return {
    version: `${READING} ${hashText(JSON.stringify([families, shapeTable]))}`,
    licenceGroup,
    read(model, artifact) {
      const trait = traitOf(model, artifact)
      const worker = bare[firstTaker(trait)]
      return {
        trait,
        sample: () => JSON.stringify(alone(model, artifact)),
        preference: preferenceOf(artifact),
        ...(worker ? memoryOf({ model, artifact, worker, shape: shapes.shapeOf(model) }) : unknownMemory),
      }
    },
    judge(sample) {
      const model = JSON.parse(sample) as Model
      return (worker) => rank(bestConfidence(model, [worker])) as ConfidenceCode
    },
    fitKey: (worker) => `${worker.spec.id} ${worker.backend}`,
    fitOn,
  }
}

/** The model as if this were all there is to download. */
const alone = (model: Model, artifact: Artifact): Model => ({
  ...model,
  preview: null,
  artifacts: [{ ...artifact, files: [] }],
})

/** Twenty quantisations of one model differ in their traits as little as for the judge: hardly ever. */
function createTraitReader(families: readonly WorkerFamily[]): (model: Model, artifact: Artifact) => string {
  let last: Model | null = null
  const kinds = new Map<string, string>()
  return (model, artifact) => {
    if (model !== last) kinds.clear()
    last = model
    const kind = kindOf(artifact)
    const known = kinds.get(kind)
    if (known !== undefined) return known
    const trait = traitsOf({ ...model, artifacts: [artifact] }, families)
    kinds.set(kind, trait)
    return trait
  }
}

/** The first family that does not refuse it whatever the worker: traits are a line a family, and `-` is a refusal. */
const firstTaker = (trait: string): number => trait.split('\n').findIndex((line) => line !== '-')

const DAY_MS = 86_400_000
const GOOD_BITS = 4
const ENOUGH_BITS = 8

/** Newer versions first, then the better quality, as far as anyone can tell the difference. */
function preferenceOf(artifact: Artifact): number {
  const bits = bitsOf(artifact)
  const days = Math.min(0x7fff, Math.max(0, Math.floor((artifact.version?.publishedAt ?? 0) / DAY_MS)))
  return (bits < GOOD_BITS ? 0 : NOT_POOR) | (days << 4) | Math.min(ENOUGH_BITS, bits)
}

type Memory = Pick<ArtifactReading, 'needBytes' | 'needIsKnown' | 'needIsWhole'>

const unknownMemory: Memory = { needBytes: 0, needIsKnown: false, needIsWhole: false }

/** Without the runtime itself, which depends on the place. */
function memoryOf(request: Omit<FitRequest, 'settings'>): Memory {
  const { parts } = fitModel({ ...request, settings: usualFitSettings }, null)
  const counted = parts.filter(({ name }) => name !== 'overhead')
  return {
    needBytes: knownSumOf(counted),
    needIsKnown: counted.every(({ name, bytes }) => bytes !== null || name === 'context'),
    needIsWhole: counted.every(({ bytes }) => bytes !== null),
  }
}

function fitOn(worker: Worker, hardware: Hardware): (needBytes: number, needIsKnown: boolean) => number {
  const place = placeOf(worker, hardware)
  const overhead = overheadBytes(worker.spec.kind, place)
  const { splitsLayers } = worker.spec.memory
  return (needBytes, complete) =>
    fitNames.indexOf(verdictFrom(place, needBytes + overhead, { complete, splitsLayers }))
}

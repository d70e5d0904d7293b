/** The rules of the domain as the index asks for them. */
import { bitsOf } from '#domain/best-choice'
import { verdictAt } from '#domain/fit/fit'
import { fitModel, placeOf, usualFitSettings } from '#domain/fit/fit-model'
import type { Place } from '#domain/fit/place'
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
  FIT_UNKNOWN,
  fitNames,
  NOT_POOR,
  type ArtifactReading,
  type CatalogRules,
  type ConfidenceCode,
} from './index/judge-port.ts'
import { hashText } from './index/tokens.ts'

/** Raised when code here, or the judge's, comes to read the same record otherwise; the families speak for themselves. */
const READING = 1

export function createCatalogRules(families: readonly WorkerFamily[]): CatalogRules {
  const traitOf = createTraitReader(families)
  const bare = families.map((family) => whatIfWorker(family.id, families)!)
  return {
    version: `${READING} ${hashText(JSON.stringify(families))}`,
    licenceGroup,
    read(model, artifact) {
      const trait = traitOf(model, artifact)
      const worker = bare[firstTaker(trait)]
      return {
        trait,
        sample: () => JSON.stringify(alone(model, artifact)),
        preference: preferenceOf(artifact),
        ...(worker ? memoryOf(model, artifact, worker) : { weightBytes: Number.NaN, otherBytes: Number.NaN }),
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

function memoryOf(
  model: Model,
  artifact: Artifact,
  worker: Worker,
): Pick<ArtifactReading, 'weightBytes' | 'otherBytes'> {
  const { parts } = fitModel({ model, artifact, worker, shape: null, settings: usualFitSettings }, null)
  let weightBytes = 0
  let otherBytes = 0
  for (const { name, bytes } of parts) {
    // The memory of the context is told by files that a list does not bring: until then it counts as nothing.
    if (name === 'context' || name === 'activations' || name === 'overhead') otherBytes += bytes ?? 0
    else weightBytes += bytes ?? Number.NaN
  }
  return { weightBytes, otherBytes }
}

function fitOn(worker: Worker, hardware: Hardware): (weightBytes: number, otherBytes: number) => number {
  const place = placeOf(worker, hardware)
  const canSplit = worker.spec.memory.splitsLayers ?? true
  const more = overheadAt(place, worker) - overheadAt(null, worker)
  return (weightBytes, otherBytes) => {
    if (Number.isNaN(weightBytes)) return FIT_UNKNOWN
    return fitNames.indexOf(verdictAt(place, weightBytes + otherBytes + more, canSplit))
  }
}

/** What the runtime itself takes there. */
function overheadAt(place: Place | null, worker: Worker): number {
  const { parts } = fitModel(
    { model: nothing, artifact: noArtifact, worker, shape: null, settings: usualFitSettings },
    place,
  )
  return parts.find(({ name }) => name === 'overhead')?.bytes ?? 0
}

const noArtifact: Artifact = {
  id: '',
  format: 'safetensors',
  quantization: null,
  precision: null,
  role: null,
  sizeBytes: 0,
  files: [],
  sharded: false,
  primary: false,
  scan: null,
  version: null,
}

const nothing: Model = {
  id: '',
  source: 'huggingface',
  sourceId: '',
  name: '',
  author: null,
  task: null,
  library: null,
  type: null,
  architecture: null,
  claims: {
    modelType: null,
    architectureClass: null,
    gguf: null,
    pipelineClass: null,
    quantization: null,
    remoteCode: false,
    adapterOnly: false,
  },
  parameters: null,
  contextLength: null,
  licence: null,
  baseModels: [],
  tags: [],
  languages: [],
  gated: 'no',
  private: false,
  unavailable: null,
  nsfw: false,
  nsfwLevel: null,
  downloads: null,
  likes: null,
  trending: null,
  createdAt: null,
  updatedAt: null,
  revision: null,
  preview: null,
  artifacts: [],
}

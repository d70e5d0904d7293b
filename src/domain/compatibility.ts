import type { CompatibilityResult, ModelCompatibility } from './finding.ts'
import type { Artifact, Model } from './model.ts'
import type { Worker } from './worker-family.ts'
import { byPreference } from './rules/artifact-order.ts'
import { bestConfidence, findingsOf, judgedArtifacts, resultOf, spoken } from './rules/judge.ts'
import { rank, refuse } from './rules/subject.ts'
import { say } from './sayings/saying.ts'

/** What the best result depends on beside the rules themselves. */
export interface JudgeOptions {
  /** How well an artifact fits the machine with a worker: more is better. It only decides between equals. */
  readonly fitOf?: (model: Model, artifact: Artifact, worker: Worker) => number
  /** Workers that could be installed here: they are named where none of those at hand will do. */
  readonly installable?: readonly Worker[]
}

/** One artifact and one worker, in full. */
export function checkArtifactCompatibility(
  model: Model,
  artifact: Artifact,
  worker: Worker,
): CompatibilityResult {
  return resultOf(findingsOf(model, artifact, worker))
}

/** The best that a worker can do with any artifact of a model. */
export function checkModelWorkerCompatibility(
  model: Model,
  worker: Worker,
  options: JudgeOptions = {},
): ModelCompatibility {
  return named(bestOf(model, [worker], options))
}

/** The best result over all artifacts and workers. */
export function checkModelCompatibility(
  model: Model,
  workers: readonly Worker[],
  options: JudgeOptions = {},
): ModelCompatibility {
  const result = named(bestOf(model, workers, options))
  if (result.compatible || options.installable === undefined) return result
  const better = bestOf(model, options.installable, options)
  if (better === null || rank(better.result.confidence) < rank('medium')) return result
  const install = say('install-worker', { id: better.worker.id })
  return {
    ...result,
    ...spoken({ ...result.said, recommendations: [...result.said.recommendations, install] }),
  }
}

interface Candidate {
  readonly model: Model
  readonly artifact: Artifact | null
  readonly worker: Worker
  readonly result: CompatibilityResult
}

function bestOf(model: Model, workers: readonly Worker[], options: JudgeOptions): Candidate | null {
  const every = options.fitOf !== undefined && model.artifacts.length > 0
  const artifacts = every ? model.artifacts : judgedArtifacts(model)
  let best: Candidate | null = null
  for (const worker of workers) {
    for (const artifact of artifacts) {
      const candidate = { model, artifact, worker, result: resultOf(findingsOf(model, artifact, worker)) }
      if (best === null || compare(candidate, best, options) < 0) best = candidate
    }
  }
  return best
}

/** Highest confidence, then safetensors before the rest, then the better fit; then what has the least against it. */
function compare(a: Candidate, b: Candidate, options: JudgeOptions): number {
  return (
    rank(b.result.confidence) - rank(a.result.confidence) ||
    Number(b.artifact?.format === 'safetensors') - Number(a.artifact?.format === 'safetensors') ||
    fit(b, options) - fit(a, options) ||
    against(a) - against(b) ||
    preference(a, b) ||
    (a.worker.id < b.worker.id ? -1 : Number(a.worker.id > b.worker.id))
  )
}

const fit = ({ model, artifact, worker }: Candidate, { fitOf }: JudgeOptions): number =>
  fitOf === undefined || artifact === null ? 0 : fitOf(model, artifact, worker)

/** How much speaks against it. A worker for another hub or another task says the least about a model. */
function against({ result: { codes } }: Candidate): number {
  const foreign = codes.includes('source-unsupported') ? 1000 : 0
  return codes.length + foreign + (codes.includes('task-unsupported') ? 100 : 0)
}

const preference = ({ artifact: a }: Candidate, { artifact: b }: Candidate): number =>
  a === null || b === null ? 0 : byPreference(a, b)

const noWorker = refuse('worker-unusable', say('no-worker'))

function named(best: Candidate | null): ModelCompatibility {
  if (best === null) return { ...resultOf([noWorker]), artifactId: null, workerId: null }
  return { ...best.result, artifactId: best.artifact?.id ?? null, workerId: best.worker.id }
}

export const isModelCompatible = (model: Model, workers: readonly Worker[]): boolean =>
  bestConfidence(model, workers) !== 'none'

export const filterCompatibleModels = (
  models: readonly Model[],
  workers: readonly Worker[],
): readonly Model[] => models.filter((model) => isModelCompatible(model, workers))

export const getCompatibleWorkersForModel = (model: Model, workers: readonly Worker[]): readonly Worker[] =>
  workers.filter((worker) => isModelCompatible(model, [worker]))

export const getCompatibleModelsForWorker = (worker: Worker, models: readonly Model[]): readonly Model[] =>
  filterCompatibleModels(models, [worker])

/** Every model with every worker. Rows keep the order of the models, cells that of the workers. */
export interface CompatibilityMatrix {
  readonly workerIds: readonly string[]
  readonly rows: readonly { readonly modelId: string; readonly cells: readonly ModelCompatibility[] }[]
}

export function generateCompatibilityMatrix(
  models: readonly Model[],
  workers: readonly Worker[],
  options: JudgeOptions = {},
): CompatibilityMatrix {
  return {
    workerIds: workers.map(({ id }) => id),
    rows: models.map((model) => ({
      modelId: model.id,
      cells: workers.map((worker) => checkModelWorkerCompatibility(model, worker, options)),
    })),
  }
}

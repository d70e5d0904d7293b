/** What the judge says of an artifact on this machine, for plans, for the library, and after a download. */
import { checkArtifactCompatibility } from '#domain/compatibility'
import type { CompatibilityResult } from '#domain/finding'
import { fitModel, placeOf, usualFitSettings } from '#domain/fit/fit-model'
import type { Hardware } from '#domain/hardware'
import type { Artifact, Model } from '#domain/model'
import { say, type Saying } from '#domain/sayings/saying'
import type { InstalledWorker } from '#domain/worker'
import type { Worker, WorkerFamily } from '#domain/worker-family'
import { usableWorkers } from '../workers/installable.ts'
import type { FileFacts } from './inspect/facts.ts'

export interface JudgeHereDeps {
  readonly families: readonly WorkerFamily[]
  workers(): readonly InstalledWorker[]
  hardware(): Hardware
}

export interface JudgeHere {
  /** With the worker asked for, else with the best there is; null without any. */
  judge(
    model: Model,
    artifact: Artifact,
    workerId: string | null,
  ): { readonly compatibility: CompatibilityResult | null; readonly tooLarge: Saying | null }
  /** Ids of the workers that can run it now. */
  runners(model: Model, artifactId: string | null): readonly string[]
}

const RANK = { high: 3, medium: 2, low: 1, none: 0 } as const

export function createJudgeHere({ families, workers, hardware }: JudgeHereDeps): JudgeHere {
  const usable = (): readonly Worker[] => usableWorkers({ workers: workers() }, families)

  const tooLarge = (model: Model, artifact: Artifact, worker: Worker): Saying | null => {
    const request = { model, artifact, worker, shape: model.shape ?? null, settings: usualFitSettings }
    const { verdict } = fitModel(request, placeOf(worker, hardware()))
    return verdict === 'too-large' ? say('too-large-here') : null
  }

  return {
    judge(model, artifact, workerId) {
      const judged = usable()
        .filter(({ id }) => workerId === null || id === workerId)
        .map((worker) => ({ worker, result: checkArtifactCompatibility(model, artifact, worker) }))
        .toSorted((a, b) => RANK[b.result.confidence] - RANK[a.result.confidence])
      const [best] = judged
      return best
        ? { compatibility: best.result, tooLarge: tooLarge(model, artifact, best.worker) }
        : { compatibility: null, tooLarge: null }
    },
    runners(model, artifactId) {
      const artifacts = model.artifacts.filter(({ id }) => artifactId === null || id === artifactId)
      return usable()
        .filter((worker) =>
          artifacts.some((artifact) => checkArtifactCompatibility(model, artifact, worker).compatible),
        )
        .map(({ id }) => id)
    },
  }
}

/** What a file's own words mean for the workers that we know, beyond what the judge can tell from a listing. */
export function headerWarnings(facts: FileFacts | null): readonly Saying[] {
  if (facts?.format !== 'gguf' || facts.tokenizer === null) return []
  const { tokens, scores } = facts.tokenizer
  if (!tokens) return [say('gguf-no-tokenizer')]
  return scores ? [] : [say('gguf-no-scores')]
}

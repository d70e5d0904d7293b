/** The rules of the domain as the index asks for them. */
import type { Artifact, Model } from '#domain/model'
import { confidenceOf, findingsOf } from '#domain/rules/judge'
import { rank } from '#domain/rules/subject'
import { traitsOf } from '#domain/rules/traits'
import type { WorkerFamily } from '#domain/worker-family'
import { hashText } from './index/tokens.ts'
import { FIT_UNKNOWN, type CatalogRules, type ConfidenceCode } from './index/judge-port.ts'

/** Raised when code here, or the judge's, comes to read the same record otherwise; the families speak for themselves. */
const READING = 1

export function createCatalogRules(families: readonly WorkerFamily[]): CatalogRules {
  return {
    version: `${READING} ${hashText(JSON.stringify(families))}`,
    licenceGroup: () => null,
    read: (model, artifact) => ({
      trait: traitsOf(model, artifact, families),
      sample: () => JSON.stringify(sampleOf(model, artifact)),
      weightBytes: artifact.sizeBytes ?? Number.NaN,
      otherBytes: 0,
    }),
    judge(sample) {
      const model = JSON.parse(sample) as Model
      const artifact = model.artifacts[0] ?? null
      return (worker) => rank(confidenceOf(findingsOf(model, artifact, worker))) as ConfidenceCode
    },
    fitKey: (worker) => `${worker.family} ${worker.backend}`,
    fitOn: () => () => FIT_UNKNOWN,
  }
}

/** The model as the judge sees it when asked about this artifact alone. */
const sampleOf = (model: Model, artifact: Artifact): Model => ({
  ...model,
  preview: null,
  artifacts: [{ ...artifact, files: [] }],
})

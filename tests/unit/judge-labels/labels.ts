/** The labelled records of tests/fixtures/labels, and what the judge says of them. */
import { readFileSync } from 'node:fs'
import { checkArtifactCompatibility, checkModelCompatibility } from '#domain/compatibility'
import type { Confidence, FindingCode, ModelCompatibility } from '#domain/finding'
import type { Model, Source } from '#domain/model'
import { normaliseCivitai } from '#domain/normalise/civitai'
import { normaliseHuggingFace } from '#domain/normalise/huggingface'
import { whatIfWorker } from '#domain/what-if'
import type { Worker } from '#domain/worker-family'
import { loadFamilies } from '#core/workers/families'

export interface Label {
  readonly id: string | number
  readonly compatible: boolean
  readonly confidence: Confidence
  /** At least one of them. */
  readonly codes: readonly FindingCode[]
  readonly rule: string
  /** The format that must win. */
  readonly artifact?: string
  /** CivitAI: ids of versions. */
  readonly passing?: readonly string[]
  readonly failing?: readonly string[]
  readonly versionConfidence?: Readonly<Record<string, Confidence>>
  readonly versionCodes?: Readonly<Record<string, readonly FindingCode[]>>
  readonly synthetic?: boolean
}

export interface Judged {
  readonly label: Label
  readonly model: Model
  readonly result: ModelCompatibility
}

const workers: readonly Worker[] = ['llm-worker-rbee-cuda', 'sd-worker-rbee-cuda'].map((id) => {
  const worker = whatIfWorker(id, loadFamilies())
  if (worker === null) throw new Error(`no family for ${id}`)
  return worker
})

const normalisers = { huggingface: normaliseHuggingFace, civitai: normaliseCivitai }

export function judgeLabelled(source: Source): readonly Judged[] {
  const records = linesOf(`${source}.jsonl`)
  const labels = linesOf(`${source}.labels.jsonl`) as readonly Label[]
  return labels.map((label, index) => {
    const outcome = normalisers[source](records[index])
    if (!outcome.ok) throw new Error(`${label.id} was skipped: ${outcome.reason}`)
    return { label, model: outcome.model, result: checkModelCompatibility(outcome.model, workers) }
  })
}

const linesOf = (name: string): readonly unknown[] =>
  readFileSync(new URL(`../../fixtures/labels/${name}`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line))

const order: readonly Confidence[] = ['none', 'low', 'medium', 'high']

interface VersionResult {
  readonly confidence: Confidence
  readonly codes: readonly FindingCode[]
}
const nothing: VersionResult = { confidence: 'none', codes: [] }

/** The best result of one CivitAI version's files. */
function versionResult(model: Model, version: string): VersionResult {
  return model.artifacts
    .filter((artifact) => artifact.version?.id === version)
    .flatMap((artifact) => workers.map((worker) => checkArtifactCompatibility(model, artifact, worker)))
    .reduce<VersionResult>((best, one) => (rank(one) > rank(best) ? one : best), nothing)
}

const rank = ({ confidence }: VersionResult): number => order.indexOf(confidence)

/** What the label says of single versions, and the judge does not. */
export function versionMistakes({ label, model }: Judged): readonly string[] {
  const of = (version: string) => versionResult(model, version)
  const passing = (label.passing ?? []).filter((version) => of(version).confidence === 'none')
  const failing = (label.failing ?? []).filter((version) => of(version).confidence !== 'none')
  const confidence = Object.entries(label.versionConfidence ?? {}).filter(
    ([version, expected]) => of(version).confidence !== expected,
  )
  const codes = Object.entries(label.versionCodes ?? {}).filter(
    ([version, expected]) => !expected.every((code) => of(version).codes.includes(code)),
  )
  return [
    ...passing.map((version) => `version ${version} must pass`),
    ...failing.map((version) => `version ${version} must not pass`),
    ...confidence.map(([version, expected]) => `version ${version} must be ${expected}`),
    ...codes.map(([version, expected]) => `version ${version} must say ${expected.join(', ')}`),
  ]
}

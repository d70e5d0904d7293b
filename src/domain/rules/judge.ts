import type { CompatibilityResult, Confidence, Finding } from '../finding.ts'
import type { Artifact, Model } from '../model.ts'
import type { Worker } from '../worker-family.ts'
import { civitaiRules } from './civitai-rules.ts'
import { workerUsable } from './common-rules.ts'
import { diffusersRules } from './diffusers-rules.ts'
import { languageRules } from './language-rules.ts'
import { representatives } from './artifact-order.ts'
import { lower, rank, refuse, type Rule, type Subject } from './subject.ts'

/** All that the rules have to say of one artifact (or of a model without any) and one worker. */
export function findingsOf(model: Model, artifact: Artifact | null, worker: Worker): readonly Finding[] {
  const { huggingface, civitai } = worker.spec.rules
  if (model.source === 'civitai' && civitai !== null)
    return apply(civitaiRules, { model, artifact, worker, rules: civitai })
  if (model.source === 'huggingface' && huggingface?.kind === 'language') {
    return apply(languageRules, { model, artifact, worker, rules: huggingface })
  }
  if (model.source === 'huggingface' && huggingface?.kind === 'diffusers') {
    return apply(diffusersRules, { model, artifact, worker, rules: huggingface })
  }
  const unusable = workerUsable({ model, artifact, worker, rules: null })
  const foreign = refuse(
    'source-unsupported',
    `The ${worker.spec.name} takes no models from ${hubNames[model.source]}.`,
  )
  return unusable === null ? [foreign] : [unusable, foreign]
}

const hubNames = { huggingface: 'Hugging Face', civitai: 'CivitAI' } as const

function apply<Rules>(rules: readonly Rule<Rules>[], subject: Subject<Rules>): readonly Finding[] {
  const findings: Finding[] = []
  for (const rule of rules) {
    const finding = rule(subject)
    if (finding !== null) findings.push(finding)
  }
  return findings
}

/** The least that any finding leaves possible. */
export const confidenceOf = (findings: readonly Finding[]): Confidence =>
  findings.reduce<Confidence>((least, { atMost }) => lower(least, atMost), 'high')

/** Findings as people and programs read them. A refusal leaves no word of why it would otherwise work. */
export function resultOf(findings: readonly Finding[]): CompatibilityResult {
  const confidence = confidenceOf(findings)
  const compatible = confidence !== 'none'
  const said = compatible ? findings : findings.filter(({ code }) => code !== 'compatible')
  const texts = (kind: Finding['kind']): readonly string[] =>
    said.flatMap((each) => (each.kind === kind ? each.message : []))
  const codes = new Set(said.map(({ code }) => code))
  if (compatible) codes.add('compatible')
  return {
    compatible,
    confidence,
    reasons: texts('reason'),
    warnings: texts('warning'),
    recommendations: [...new Set(said.flatMap(({ recommendation }) => recommendation ?? []))],
    codes: [...codes],
  }
}

/** The confidence alone of the best result: all that filters and counts need. */
export function bestConfidence(model: Model, workers: readonly Worker[]): Confidence {
  const distinct = representatives(model)
  const artifacts = distinct.length === 0 ? [null] : distinct
  let best: Confidence = 'none'
  for (const worker of workers) {
    for (const artifact of artifacts) {
      const confidence = confidenceOf(findingsOf(model, artifact, worker))
      if (rank(confidence) > rank(best)) best = confidence
      if (best === 'high') return best
    }
  }
  return best
}

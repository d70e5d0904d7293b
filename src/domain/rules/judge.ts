import type { CompatibilityResult, Confidence, Finding } from '../finding.ts'
import type { Artifact, Model } from '../model.ts'
import type { CivitaiRules, DiffusersRules, LanguageRules, Worker, WorkerFamily } from '../worker-family.ts'
import { civitaiRules, civitaiTraits, civitaiWorkerRules } from './civitai-rules.ts'
import { workerUsable } from './common-rules.ts'
import { diffusersRules, diffusersTraits, diffusersWorkerRules } from './diffusers-rules.ts'
import { languageRules, languageTraits, languageWorkerRules } from './language-rules.ts'
import { representatives } from './artifact-order.ts'
import { lower, rank, refuse, type Rule, type Subject } from './subject.ts'

/** The rules of one kind of family for one hub, and the family's data for them. */
interface RuleSet<Rules> {
  /** Decided by the model and the family alone. */
  readonly fixed: readonly Rule<Rules>[]
  /** Where the installed worker has a say. */
  readonly ofWorker: readonly Rule<Rules>[]
  /** What the worker's rules read of a model. */
  readonly traits: (subject: Subject<Rules>) => readonly string[]
}

const language: RuleSet<LanguageRules> = {
  fixed: languageRules,
  ofWorker: languageWorkerRules,
  traits: languageTraits,
}
const diffusers: RuleSet<DiffusersRules> = {
  fixed: diffusersRules,
  ofWorker: diffusersWorkerRules,
  traits: diffusersTraits,
}
const civitai: RuleSet<CivitaiRules> = {
  fixed: civitaiRules,
  ofWorker: civitaiWorkerRules,
  traits: civitaiTraits,
}

/** A rule set with its data, or `null` where the family takes nothing from the model's hub. */
function ruled<Result>(
  source: Model['source'],
  { rules }: WorkerFamily,
  use: <Rules>(set: RuleSet<Rules>, rules: Rules) => Result,
): Result | null {
  if (source === 'civitai') return rules.civitai === null ? null : use(civitai, rules.civitai)
  if (rules.huggingface === null) return null
  return rules.huggingface.kind === 'language'
    ? use(language, rules.huggingface)
    : use(diffusers, rules.huggingface)
}

/** All that the rules have to say of one artifact (or of a model without any) and one worker. */
export function findingsOf(model: Model, artifact: Artifact | null, worker: Worker): readonly Finding[] {
  const findings = ruled(model.source, worker.spec, (set, rules) => {
    const subject = { model, artifact, worker, rules }
    return [...apply(set.ofWorker, subject), ...apply(set.fixed, subject)]
  })
  if (findings !== null) return findings
  const unusable = workerUsable({ model, artifact, worker, rules: null })
  return unusable === null ? [foreign(model, worker)] : [unusable, foreign(model, worker)]
}

const hubNames = { huggingface: 'Hugging Face', civitai: 'CivitAI' } as const
const foreign = ({ source }: Model, { spec }: Worker): Finding =>
  refuse('source-unsupported', `The ${spec.name} takes no models from ${hubNames[source]}.`)

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

/** A model without artifacts is still judged once, to say what else speaks against it. */
const nothing: readonly null[] = [null]
export const judgedArtifacts = (model: Model): readonly (Artifact | null)[] => {
  const artifacts = representatives(model)
  return artifacts.length === 0 ? nothing : artifacts
}

/** The confidence alone of the best result: all that filters and counts need. Stops at the first refusal. */
export function bestConfidence(model: Model, workers: readonly Worker[]): Confidence {
  let best: Confidence = 'none'
  for (const worker of workers) {
    for (const artifact of judgedArtifacts(model)) {
      const confidence = leastOf(model, artifact, worker)
      if (rank(confidence) > rank(best)) best = confidence
      if (best === 'high') return best
    }
  }
  return best
}

const leastOf = (model: Model, artifact: Artifact | null, worker: Worker): Confidence =>
  ruled(model.source, worker.spec, (set, rules) => {
    const subject = { model, artifact, worker, rules }
    const fixed = lowest(set.fixed, subject, 'high')
    return fixed === 'none' ? 'none' : lowest(set.ofWorker, subject, fixed)
  }) ?? 'none'

function lowest<Rules>(rules: readonly Rule<Rules>[], subject: Subject<Rules>, from: Confidence): Confidence {
  let confidence = from
  for (const rule of rules) {
    const finding = rule(subject)
    if (finding !== null) confidence = lower(confidence, finding.atMost)
    if (confidence === 'none') return confidence
  }
  return confidence
}

/** All that a model's confidence can depend on with any worker of a family; `-` where no worker changes anything. */
export function decidingTraits(model: Model, spec: WorkerFamily): string {
  const worker = bareWorker(spec)
  const traits = judgedArtifacts(model).map((artifact) =>
    ruled(model.source, spec, (set, rules) => {
      const subject = { model, artifact, worker, rules }
      const fixed = lowest(set.fixed, subject, 'high')
      return fixed === 'none' ? '-' : [fixed, ...set.traits(subject)].join('|')
    }),
  )
  return [...new Set(traits.map((each) => each ?? '-'))].toSorted().join(' ')
}

const bareWorkers = new WeakMap<WorkerFamily, Worker>()

/** A worker of a family that says nothing of itself. */
function bareWorker(spec: WorkerFamily): Worker {
  const known = bareWorkers.get(spec) ?? {
    id: spec.id,
    family: spec.id,
    backend: null,
    path: null,
    version: null,
    architectures: [],
    platform: null,
    declared: null,
    problem: null,
    spec,
  }
  bareWorkers.set(spec, known)
  return known
}

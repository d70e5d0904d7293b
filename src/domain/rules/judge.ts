import type { CompatibilityResult, Confidence, Finding, FindingCode, Said } from '../finding.ts'
import type { Artifact, Model } from '../model.ts'
import { inEnglish, say, type Saying } from '../sayings/saying.ts'
import type { Worker, WorkerFamily } from '../worker-family.ts'
import { representatives } from './artifact-order.ts'
import { civitaiRules } from './civitai-rules.ts'
import { workerUsable } from './common-rules.ts'
import { diffusersRules } from './diffusers-rules.ts'
import { languageRules, languageSubject } from './language-rules.ts'
import { lower, rank, refuse, type Rule, type Rules, type Subject } from './subject.ts'

/** One family's rules for one hub, ready to be asked. */
interface Judge {
  findings(model: Model, artifact: Artifact | null, worker: Worker): readonly Finding[]
  confidence(model: Model, artifact: Artifact | null, worker: Worker): Confidence
  traits(model: Model, artifact: Artifact | null, worker: Worker): string
}

type SubjectOf<S> = (model: Model, artifact: Artifact | null, worker: Worker) => S

function createJudge<S extends Subject>(subjectOf: SubjectOf<S>, rules: Rules<S>): Judge {
  const all = [...rules.ofWorker, ...rules.ofModel]
  return {
    findings: (model, artifact, worker) => {
      const subject = subjectOf(model, artifact, worker)
      const findings: Finding[] = []
      for (const rule of all) {
        const finding = rule(subject)
        if (finding !== null) findings.push(finding)
      }
      return findings
    },
    confidence: (model, artifact, worker) => lowest(all, subjectOf(model, artifact, worker)),
    traits: (model, artifact, worker) => {
      const subject = subjectOf(model, artifact, worker)
      const confidence = lowest(rules.ofModel, subject)
      return confidence === 'none' ? '-' : [confidence, ...rules.traits(subject)].join('|')
    },
  }
}

/** Stops at the first refusal. */
function lowest<S extends Subject>(rules: readonly Rule<S>[], subject: S): Confidence {
  let confidence: Confidence = 'high'
  for (const rule of rules) {
    const finding = rule(subject)
    if (finding !== null) confidence = lower(confidence, finding.atMost)
    if (confidence === 'none') return confidence
  }
  return confidence
}

type Judges = Readonly<Record<Model['source'], Judge>>
const judges = new WeakMap<WorkerFamily, Judges>()

function judgeOf({ source }: Model, family: WorkerFamily): Judge {
  const known = judges.get(family) ?? judgesOf(family)
  judges.set(family, known)
  return known[source]
}

function judgesOf({ rules: { huggingface, civitai } }: WorkerFamily): Judges {
  return {
    huggingface:
      huggingface === null
        ? foreign
        : huggingface.kind === 'language'
          ? createJudge(languageSubject(huggingface), languageRules)
          : createJudge(withRules(huggingface), diffusersRules),
    civitai: civitai === null ? foreign : createJudge(withRules(civitai), civitaiRules),
  }
}

const withRules =
  <R>(rules: R): SubjectOf<Subject & { readonly rules: R }> =>
  (model, artifact, worker) => ({ model, artifact, worker, rules })

const hubNames = { huggingface: 'Hugging Face', civitai: 'CivitAI' } as const

/** For a family that takes nothing from a hub. */
const foreign = createJudge((model, artifact, worker) => ({ model, artifact, worker }), {
  ofModel: [
    ({ model, worker }) =>
      refuse(
        'source-unsupported',
        say('hub-other', { worker: worker.spec.name, hub: hubNames[model.source] }),
      ),
  ],
  ofWorker: [workerUsable],
  traits: () => [],
})

/** All that the rules have to say of one artifact (or of a model without any) and one worker. */
export const findingsOf = (model: Model, artifact: Artifact | null, worker: Worker): readonly Finding[] =>
  judgeOf(model, worker.spec).findings(model, artifact, worker)

/** Findings as people and programs read them. Refusals come first, and leave no word of why it would otherwise work. */
export function resultOf(findings: readonly Finding[]): CompatibilityResult {
  let confidence: Confidence = 'high'
  for (const { atMost } of findings) confidence = lower(confidence, atMost)
  const compatible = confidence !== 'none'
  const said: { readonly [kind in Finding['kind']]: Saying[] } = { reason: [], warning: [] }
  const recommendations: Saying[] = []
  const codes = new Set<FindingCode>()
  const add = ({ code, kind, message, recommendation }: Finding): void => {
    codes.add(code)
    said[kind].push(message)
    if (recommendation !== null) recommendations.push(recommendation)
  }
  for (const finding of findings) if (compatible || finding.atMost === 'none') add(finding)
  if (!compatible) {
    for (const finding of findings)
      if (finding.atMost !== 'none' && finding.code !== 'compatible') add(finding)
  }
  if (compatible) codes.add('compatible')
  return {
    compatible,
    confidence,
    codes: [...codes],
    ...spoken({ reasons: said.reason, warnings: said.warning, recommendations }),
  }
}

/** The same sentence twice says no more. */
const inWords = (sayings: readonly Saying[]): readonly string[] => [...new Set(sayings.map(inEnglish))]

export const spoken = (
  said: Said,
): Pick<CompatibilityResult, 'reasons' | 'warnings' | 'recommendations' | 'said'> => ({
  reasons: inWords(said.reasons),
  warnings: inWords(said.warnings),
  recommendations: inWords(said.recommendations),
  said,
})

const nothing: readonly null[] = [null]

/** What has to be judged of a model: one artifact of each kind, or the model alone to say what speaks against it. */
export function judgedArtifacts(model: Model): readonly (Artifact | null)[] {
  const artifacts = representatives(model)
  return artifacts.length === 0 ? nothing : artifacts
}

/** The confidence alone of the best result: all that filters and counts need. */
export function bestConfidence(model: Model, workers: readonly Worker[]): Confidence {
  let best: Confidence = 'none'
  for (const worker of workers) {
    const judge = judgeOf(model, worker.spec)
    for (const artifact of judgedArtifacts(model)) {
      const confidence = judge.confidence(model, artifact, worker)
      if (rank(confidence) > rank(best)) best = confidence
      if (best === 'high') return best
    }
  }
  return best
}

/** All that a model's confidence can depend on with any worker of a family; `-` where no worker changes anything. */
export function decidingTraits(model: Model, family: WorkerFamily): string {
  const judge = judgeOf(model, family)
  const worker = bareWorker(family)
  const traits = judgedArtifacts(model).map((artifact) => judge.traits(model, artifact, worker))
  return traits.length === 1 ? (traits[0] ?? '') : [...new Set(traits)].toSorted().join(' ')
}

const bareWorkers = new WeakMap<WorkerFamily, Worker>()

/** A worker of a family that says nothing of itself. */
function bareWorker(spec: WorkerFamily): Worker {
  const known = bareWorkers.get(spec) ?? nameless(spec)
  bareWorkers.set(spec, known)
  return known
}

const nameless = (spec: WorkerFamily): Worker => ({
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
})

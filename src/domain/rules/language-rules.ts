import type { Finding } from '../finding.ts'
import type { Artifact, Model } from '../model.ts'
import type { ArchitectureRule, LanguageRules, Worker } from '../worker-family.ts'
import { adaptedBy, originalOf } from './alternatives.ts'
import type { Reading } from './architecture.ts'
import { available, gate, hasArtifact, nameOfFormat, refuseFormat, workerUsable } from './common-rules.ts'
import { compileLanguage } from './compile.ts'
import { factsOf, type LanguageFacts } from './facts.ts'
import { formatOf, grouped, limit, listed, refuse, type Rules, type Subject, warn } from './subject.ts'

interface LanguageSubject extends Subject {
  readonly rules: LanguageRules
  readonly facts: LanguageFacts
}

export const languageSubject =
  (rules: LanguageRules) =>
  (model: Model, artifact: Artifact | null, worker: Worker): LanguageSubject => {
    const facts = factsOf(model, artifact?.format ?? 'safetensors', rules)
    return { model, artifact, worker, rules, facts }
  }

const includes = (words: readonly string[], word: string): boolean => words.includes(word.toLowerCase())

/** A repository of GGUF files is known by its tag: its task may be left unsaid, and its library may be any. */
function task({ model, rules, worker, facts }: LanguageSubject): Finding | null {
  if (model.task === null) {
    if (facts.isTaggedGguf) return null
    return refuse(
      'task-unsupported',
      `It does not say what it does; the ${worker.spec.name} needs ${listed(rules.tasks)}.`,
    )
  }
  if (includes(rules.tasks, model.task)) return null
  return refuse(
    'task-unsupported',
    `Its task is ${model.task}; the ${worker.spec.name} runs ${listed(rules.tasks)} only.`,
  )
}

function library({ model, rules, worker, facts }: LanguageSubject): Finding | null {
  if (facts.isTaggedGguf) return null
  if (model.library !== null && includes(rules.libraries, model.library)) return null
  const said =
    model.library === null ? 'It does not say which library it is for' : `It is made for ${model.library}`
  return refuse(
    'library-unsupported',
    `${said}; the ${worker.spec.name} loads ${listed(rules.libraries)} models.`,
  )
}

function adapter({ model }: LanguageSubject): Finding | null {
  if (!model.claims.adapterOnly) return null
  const base = adaptedBy(model)
  const instead =
    base === null
      ? 'Choose a model that has the adapter merged in.'
      : `Use ${base}, which it adapts, or a merged model.`
  return refuse('adapter-only', 'It is an adapter without the model that it belongs to.', instead)
}

/** The safetensors that these weights were made from, where nothing is known to stand in the way of them. */
function runnableOriginal({ model, rules, facts: { reading } }: LanguageSubject): string | null {
  if (reading.kind !== 'member' || !includes(rules.tasks, model.task ?? '')) return null
  const { modelType } = reading.member
  const isBroken = rules.knownProblems.some(
    (problem) => problem.format === 'safetensors' && problem.modelTypes.includes(modelType),
  )
  return isBroken ? null : originalOf(model)
}

const declaredFormats = ({ declared }: Worker): readonly string[] =>
  declared === null ? [] : declared.formats.map((each) => each.toLowerCase())

/** What the worker says of itself stands above its family; formats that the family does not know at all stay closed. */
function format(subject: LanguageSubject): Finding | null {
  const { artifact, rules, worker } = subject
  if (artifact === null) return null
  const support = rules.formats[artifact.format]
  const says = declaredFormats(worker)
  const original = runnableOriginal(subject)
  const instead = original === null ? null : `Use ${original}, from which it was made.`
  if (support === undefined || (says.length > 0 && !says.includes(artifact.format))) {
    return refuseFormat(artifact.format, worker.spec.name, instead)
  }
  if (support.confidence === 'high') return null
  const name = nameOfFormat(artifact.format)
  if (says.length > 0)
    return limit('compatible', rules.declaredFormat, `This worker says that it reads ${name}.`)
  return limit('format-planned', support.confidence, support.note ?? `${name} is planned.`, instead)
}

function quantization(subject: LanguageSubject): Finding | null {
  const { artifact, worker, facts } = subject
  if (artifact?.format !== 'safetensors' || facts.quantization === null) return null
  const original = runnableOriginal(subject)
  const method = facts.quantization === 'unknown' ? '' : ` (${facts.quantization})`
  return refuse(
    'quantization-unsupported',
    `Its weights are quantised${method}; the ${worker.spec.name} reads plain safetensors only.`,
    original === null
      ? 'Choose the model that it was quantised from.'
      : `Use ${original}, from which it was quantised.`,
  )
}

/** The tag `custom_code` alone does not rule a model out; with nothing known to say otherwise it does. */
function remoteCode({ model, artifact, facts }: LanguageSubject): Finding | null {
  if (artifact?.format === 'gguf') return null
  const needsCode = model.claims.remoteCode
    ? !facts.isMemberByConfig
    : facts.isTaggedCustomCode && facts.reading.kind === 'unknown'
  if (!needsCode) return null
  return refuse(
    'architecture-unsupported',
    'It runs only with program code of its own, which workers do not load.',
  )
}

function architecture(subject: LanguageSubject): Finding | null {
  const { reading } = subject.facts
  switch (reading.kind) {
    case 'unknown':
      return refuse('architecture-unknown', `Nothing says what kind of model it is; ${supported(subject)}.`)
    case 'contradiction':
      return refuse(
        'architecture-unknown',
        `Its tags or name contradict each other: ${listed(reading.names)}.`,
      )
    case 'stranger':
      return declares(subject, [reading.name])
        ? limit(
            'compatible',
            'medium',
            `This worker says that it runs ${reading.name} models. That is not tested.`,
          )
        : refuse('architecture-unsupported', `${strangerText(reading)}; ${supported(subject)}.`)
    case 'member':
      return member(subject, reading)
  }
}

function strangerText({ name, from }: Reading & { kind: 'stranger' }): string {
  if (from === 'tag' || from === 'name') return `Its tags or its name say "${name}"`
  return `It is a ${name} model`
}

function member(
  subject: LanguageSubject,
  { member: { rule, modelType } }: Reading & { readonly kind: 'member' },
): Finding {
  if (declaredArchitectures(subject).length > 0) {
    const names = Object.keys(rule.gguf).filter((name) => rule.gguf[name] === modelType)
    if (!declares(subject, [rule.name, modelType, ...names])) {
      return refuse('architecture-unsupported', `This worker says that it does not run ${modelType} models.`)
    }
  }
  return limit('compatible', rule.confidence, memberText(subject, rule, modelType))
}

function memberText(
  { artifact, rules, worker }: LanguageSubject,
  rule: ArchitectureRule,
  modelType: string,
): string {
  const weights = formatOf({ artifact })
  const name = weights === 'gguf' ? rule.name : modelType
  if (rules.formats[weights]?.confidence !== 'high') {
    return `It is a ${name} model, a kind that the ${worker.spec.name} knows.`
  }
  const what = `A ${name} model in ${nameOfFormat(weights)}`
  return rule.confidence === 'high'
    ? `${what}: tested with the ${worker.spec.name}.`
    : `${what}: it should work with the ${worker.spec.name}, by its specification.`
}

const declaredArchitectures = ({ worker }: LanguageSubject): readonly string[] =>
  worker.declared?.architectures ?? []

function declares(subject: LanguageSubject, names: readonly string[]): boolean {
  const declared = new Set(declaredArchitectures(subject).map((name) => name.toLowerCase()))
  return names.some((name) => declared.has(name.toLowerCase()))
}

function supported(subject: LanguageSubject): string {
  const declared = declaredArchitectures(subject)
  const names = declared.length > 0 ? listed(declared) : compileLanguage(subject.rules).architectures
  return `the ${subject.worker.spec.name} runs ${names} models`
}

function inferred({ facts: { reading } }: LanguageSubject): Finding | null {
  if (reading.kind !== 'member' || (reading.from !== 'tag' && reading.from !== 'name')) return null
  const source = reading.from === 'tag' ? 'its tags' : 'its name'
  return warn(
    'architecture-inferred',
    `That it is a ${reading.member.modelType} model is known only from ${source}.`,
    null,
    'medium',
  )
}

function knownProblem({ artifact, rules, worker, facts: { reading } }: LanguageSubject): Finding | null {
  if (reading.kind !== 'member' || artifact === null) return null
  const problem = rules.knownProblems.find(
    (each) =>
      each.format === artifact.format &&
      (each.modelTypes.length === 0 || each.modelTypes.includes(reading.member.modelType)) &&
      (!each.shardedOnly || artifact.sharded) &&
      (worker.version === null || worker.version.startsWith(each.versions)),
  )
  return problem === undefined ? null : warn('known-problem', problem.message, problem.recommendation, 'low')
}

function context({ model, rules, worker }: LanguageSubject): Finding | null {
  const most = worker.declared?.maxContextLength ?? rules.maxContextLength
  if (most === null || model.contextLength === null || model.contextLength <= most) return null
  return warn(
    'context-truncated',
    `Its context of ${grouped(model.contextLength)} tokens will be truncated to ${grouped(most)}.`,
  )
}

/** What a worker can change by what it says of itself, or by what it is. */
const languageTraits = ({ artifact, facts: { reading } }: LanguageSubject): readonly string[] => {
  const said =
    reading.kind === 'member' ? [reading.member.rule.name, reading.member.modelType, reading.from] : []
  const other = reading.kind === 'stranger' ? reading.name.toLowerCase() : ''
  return [artifact?.format ?? '', artifact?.sharded ? 'sharded' : '', reading.kind, ...said, other]
}

export const languageRules: Rules<LanguageSubject> = {
  // Context only warns: what a worker says of it changes no verdict.
  ofModel: [
    available,
    hasArtifact,
    task,
    library,
    adapter,
    quantization,
    remoteCode,
    inferred,
    context,
    gate,
  ],
  ofWorker: [workerUsable, format, architecture, knownProblem],
  traits: languageTraits,
}

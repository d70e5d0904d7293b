import type { Finding } from '../finding.ts'
import type { Model } from '../model.ts'
import type { LanguageRules } from '../worker-family.ts'
import { adaptedBy, originalOf } from './alternatives.ts'
import { type Reading, readingOf } from './architecture.ts'
import { available, gate, hasArtifact, nameOfFormat, refuseFormat, workerUsable } from './common-rules.ts'
import { compileLanguage } from './compile.ts'
import { formatOf, grouped, limit, listed, refuse, type Rule, type Subject, warn } from './subject.ts'

type LanguageSubject = Subject<LanguageRules>

/** A repository of GGUF files is known by its tag; its library may be anything, and its task may be left unsaid. */
const isTaggedGguf = ({ model, artifact }: LanguageSubject): boolean =>
  artifact?.format === 'gguf' && model.tags.some((tag) => tag.toLowerCase() === 'gguf')

const includes = (words: readonly string[], word: string): boolean => words.includes(word.toLowerCase())

export function task(subject: LanguageSubject): Finding | null {
  const { model, rules, worker } = subject
  if (model.task === null) {
    if (isTaggedGguf(subject)) return null
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

export function library(subject: LanguageSubject): Finding | null {
  const { model, rules, worker } = subject
  if (isTaggedGguf(subject)) return null
  if (model.library !== null && includes(rules.libraries, model.library)) return null
  const said =
    model.library === null ? 'It does not say which library it is for' : `It is made for ${model.library}`
  return refuse(
    'library-unsupported',
    `${said}; the ${worker.spec.name} loads ${listed(rules.libraries)} models.`,
  )
}

export function adapter({ model }: LanguageSubject): Finding | null {
  if (!model.claims.adapterOnly) return null
  const base = adaptedBy(model)
  const instead =
    base === null
      ? 'Choose a model that has the adapter merged in.'
      : `Use ${base}, which it adapts, or a merged model.`
  return refuse('adapter-only', 'It is an adapter without the model that it belongs to.', instead)
}

/** What the worker says of itself stands above its family; formats that the family does not know at all stay closed. */
export function format(subject: LanguageSubject): Finding | null {
  const { model, artifact, rules, worker } = subject
  if (artifact === null) return null
  const support = rules.formats[artifact.format]
  const declared = worker.declared?.formats.map((name) => name.toLowerCase()) ?? []
  const original = originalOf(model)
  const instead = original === null ? null : `Use ${original}, from which it was made.`
  if (support === undefined || (declared.length > 0 && !declared.includes(artifact.format))) {
    return refuseFormat(artifact.format, worker.spec.name, instead)
  }
  if (support.confidence === 'high') return null
  if (declared.length > 0) {
    return limit(
      'compatible',
      rules.declaredFormat,
      `This worker says that it reads ${nameOfFormat(artifact.format)}.`,
    )
  }
  return limit(
    'format-planned',
    support.confidence,
    support.note ?? `${nameOfFormat(artifact.format)} is planned.`,
    instead,
  )
}

export function quantization({ model, artifact, rules, worker }: LanguageSubject): Finding | null {
  if (artifact === null || artifact.format !== 'safetensors') return null
  const said = quantizationSaid(model, rules)
  if (said === null) return null
  const original = originalOf(model)
  return refuse(
    'quantization-unsupported',
    `Its weights are quantised (${said}); the ${worker.spec.name} reads plain safetensors only.`,
    original === null
      ? 'Choose the model that it was quantised from.'
      : `Use ${original}, from which it was quantised.`,
  )
}

/** The config's word, else a tag's, else the name's. */
function quantizationSaid(model: Model, rules: LanguageRules): string | null {
  const language = compileLanguage(rules)
  return (
    model.claims.quantization ??
    model.tags.find((tag) => language.quantizedTags.has(tag.toLowerCase())) ??
    language.quantizedName?.exec(model.sourceId)?.[1] ??
    null
  )
}

/** The tag `custom_code` alone does not rule a model out; with nothing known to say otherwise it does. */
export function remoteCode(subject: LanguageSubject): Finding | null {
  const { model, rules } = subject
  if (formatOf(subject) === 'gguf') return null
  const isMember = compileLanguage(rules).byModelType.has(model.claims.modelType ?? '')
  const isUnknown = (): boolean => readingOf(model, formatOf(subject), rules).kind === 'unknown'
  if (model.claims.remoteCode ? isMember : !model.tags.includes('custom_code') || !isUnknown()) return null
  return refuse(
    'architecture-unsupported',
    'It runs only with program code of its own, which workers do not load.',
  )
}

export function architecture(subject: LanguageSubject): Finding | null {
  const { worker } = subject
  const reading = readingOf(subject.model, formatOf(subject), subject.rules)
  const supported = `the ${worker.spec.name} runs ${listed(supportedNames(subject))} models`
  switch (reading.kind) {
    case 'unknown':
      return refuse('architecture-unknown', `Nothing says what kind of model it is; ${supported}.`)
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
        : refuse('architecture-unsupported', `${strangerText(reading)}; ${supported}.`)
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
  { member: { rule, modelType } }: Reading & { kind: 'member' },
): Finding {
  const { worker } = subject
  if (
    declaredArchitectures(subject).length > 0 &&
    !declares(subject, [rule.name, modelType, ...Object.keys(rule.gguf)])
  ) {
    return refuse('architecture-unsupported', `This worker says that it does not run ${rule.name} models.`)
  }
  const weights = nameOfFormat(formatOf(subject))
  return rule.confidence === 'high'
    ? limit('compatible', 'high', `A ${modelType} model in ${weights}: tested with the ${worker.spec.name}.`)
    : limit(
        'compatible',
        rule.confidence,
        `A ${modelType} model in ${weights}: it should work with the ${worker.spec.name}, by its specification.`,
      )
}

const declaredArchitectures = ({ worker }: LanguageSubject): readonly string[] =>
  worker.declared?.architectures ?? []

const declares = (subject: LanguageSubject, names: readonly string[]): boolean => {
  const declared = new Set(declaredArchitectures(subject).map((name) => name.toLowerCase()))
  return names.some((name) => declared.has(name.toLowerCase()))
}

function supportedNames(subject: LanguageSubject): readonly string[] {
  const declared = declaredArchitectures(subject)
  return declared.length > 0 ? declared : subject.rules.architectures.map(({ name }) => name)
}

export function inferred(subject: LanguageSubject): Finding | null {
  const reading = readingOf(subject.model, formatOf(subject), subject.rules)
  if (reading.kind !== 'member' || (reading.from !== 'tag' && reading.from !== 'name')) return null
  const source = reading.from === 'tag' ? 'its tags' : 'its name'
  return warn(
    'architecture-inferred',
    `That it is a ${reading.member.modelType} model is known only from ${source}.`,
    null,
    'medium',
  )
}

export function knownProblem(subject: LanguageSubject): Finding | null {
  const { artifact, rules, worker } = subject
  const reading = readingOf(subject.model, formatOf(subject), subject.rules)
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

export function context({ model, rules, worker }: LanguageSubject): Finding | null {
  const most = worker.declared?.maxContextLength ?? rules.maxContextLength
  if (most === null || model.contextLength === null || model.contextLength <= most) return null
  return warn(
    'context-truncated',
    `Its context of ${grouped(model.contextLength)} tokens will be truncated to ${grouped(most)}.`,
  )
}

/** What a worker can change by what it says of itself, or by what it is. */
export const languageTraits = ({ model, artifact, rules }: LanguageSubject): readonly string[] => {
  const reading = readingOf(model, formatOf({ artifact }), rules)
  const said =
    reading.kind === 'member' ? [reading.member.rule.name, reading.member.modelType, reading.from] : []
  const other = reading.kind === 'stranger' ? reading.name.toLowerCase() : ''
  return [artifact?.format ?? '', artifact?.sharded ? 'sharded' : '', reading.kind, ...said, other]
}

/** Rules that only the model and the family decide. Context warns only, so it changes no verdict. */
export const languageRules: readonly Rule<LanguageRules>[] = [
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
]

export const languageWorkerRules: readonly Rule<LanguageRules>[] = [
  workerUsable,
  format,
  architecture,
  knownProblem,
]

import type { Finding } from '../finding.ts'
import type { Artifact, Model } from '../model.ts'
import { say, type Saying } from '../sayings/saying.ts'
import type { KindsWanted } from '../sayings/values.ts'
import type { ArchitectureRule, LanguageRules, Worker } from '../worker-family.ts'
import { adaptedBy, originalOf } from './alternatives.ts'
import type { Reading } from './architecture.ts'
import {
  available,
  gate,
  hasArtifact,
  noted,
  refuseFormat,
  refuseLibrary,
  workerUsable,
} from './common-rules.ts'
import { compileLanguage } from './compile.ts'
import { factsOf, type LanguageFacts } from './facts.ts'
import { formatOf, limit, refuse, type Rules, type Subject, warn } from './subject.ts'

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
    return refuse('task-unsupported', say('task-unsaid', { worker: worker.spec.name, tasks: rules.tasks }))
  }
  if (includes(rules.tasks, model.task)) return null
  return refuse(
    'task-unsupported',
    say('task-other', { task: model.task, worker: worker.spec.name, tasks: rules.tasks }),
  )
}

function library({ model, rules, worker, facts }: LanguageSubject): Finding | null {
  if (facts.isTaggedGguf) return null
  if (model.library !== null && includes(rules.libraries, model.library)) return null
  return refuseLibrary(model, worker, rules.libraries)
}

function adapter({ model }: LanguageSubject): Finding | null {
  if (!model.claims.adapterOnly) return null
  const base = adaptedBy(model)
  const instead = base === null ? say('adapter-merged') : say('adapter-base', { model: base })
  return refuse('adapter-only', say('adapter-alone'), instead)
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
  const instead = original === null ? null : say('made-from', { model: original })
  if (support === undefined || (says.length > 0 && !says.includes(artifact.format))) {
    return refuseFormat(artifact.format, worker.spec.name, instead)
  }
  if (support.confidence === 'high') return null
  const { format: name } = artifact
  if (says.length > 0)
    return limit('compatible', rules.declaredFormat, say('format-declared', { format: name }))
  const note = noted(support) ?? say('format-planned', { format: name })
  return limit('format-planned', support.confidence, note, instead)
}

function quantization(subject: LanguageSubject): Finding | null {
  const { artifact, worker, facts } = subject
  if (artifact?.format !== 'safetensors' || facts.quantization === null) return null
  const original = runnableOriginal(subject)
  const method = facts.quantization === 'unknown' ? null : facts.quantization
  return refuse(
    'quantization-unsupported',
    say('quantised', { method, worker: worker.spec.name }),
    original === null ? say('choose-original') : say('quantised-from', { model: original }),
  )
}

/** The tag `custom_code` alone does not rule a model out; with nothing known to say otherwise it does. */
function remoteCode({ model, artifact, facts }: LanguageSubject): Finding | null {
  if (artifact?.format === 'gguf') return null
  const needsCode = model.claims.remoteCode
    ? !facts.isMemberByConfig
    : facts.isTaggedCustomCode && facts.reading.kind === 'unknown'
  if (!needsCode) return null
  return refuse('architecture-unsupported', say('remote-code'))
}

function architecture(subject: LanguageSubject): Finding | null {
  const { reading } = subject.facts
  switch (reading.kind) {
    case 'unknown':
      return refuse('architecture-unknown', say('kind-unknown', supported(subject)))
    case 'contradiction':
      return refuse('architecture-unknown', say('kind-contradiction', { names: reading.names }))
    case 'stranger':
      return declares(subject, [reading.name])
        ? limit('compatible', 'medium', say('kind-declared', { name: reading.name }))
        : refuse('architecture-unsupported', strangerText(reading, supported(subject)))
    case 'member':
      return member(subject, reading)
  }
}

function strangerText({ name, from }: Reading & { kind: 'stranger' }, wanted: KindsWanted): Saying {
  const id = from === 'tag' || from === 'name' ? 'kind-tagged' : 'kind-other'
  return say(id, { name, ...wanted })
}

function member(
  subject: LanguageSubject,
  { member: { rule, modelType } }: Reading & { readonly kind: 'member' },
): Finding {
  if (declaredArchitectures(subject).length > 0) {
    const names = Object.keys(rule.gguf).filter((name) => rule.gguf[name] === modelType)
    if (!declares(subject, [rule.name, modelType, ...names])) {
      return refuse('architecture-unsupported', say('kind-undeclared', { name: modelType }))
    }
  }
  return limit('compatible', rule.confidence, memberText(subject, rule, modelType))
}

function memberText(
  { artifact, rules, worker }: LanguageSubject,
  rule: ArchitectureRule,
  modelType: string,
): Saying {
  const weights = formatOf({ artifact })
  const name = weights === 'gguf' ? rule.name : modelType
  const { name: workerName } = worker.spec
  if (rules.formats[weights]?.confidence !== 'high') return say('kind-known', { name, worker: workerName })
  const id = rule.confidence === 'high' ? 'kind-tested' : 'kind-expected'
  return say(id, { name, format: weights, worker: workerName })
}

const declaredArchitectures = ({ worker }: LanguageSubject): readonly string[] =>
  worker.declared?.architectures ?? []

function declares(subject: LanguageSubject, names: readonly string[]): boolean {
  const declared = new Set(declaredArchitectures(subject).map((name) => name.toLowerCase()))
  return names.some((name) => declared.has(name.toLowerCase()))
}

function supported(subject: LanguageSubject): KindsWanted {
  const declared = declaredArchitectures(subject)
  const kinds = declared.length > 0 ? declared : compileLanguage(subject.rules).architectures
  return { worker: subject.worker.spec.name, kinds }
}

function inferred({ facts: { reading } }: LanguageSubject): Finding | null {
  if (reading.kind !== 'member' || (reading.from !== 'tag' && reading.from !== 'name')) return null
  const id = reading.from === 'tag' ? 'kind-from-tags' : 'kind-from-name'
  return warn('architecture-inferred', say(id, { name: reading.member.modelType }), null, 'medium')
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
  if (problem === undefined) return null
  return warn('known-problem', say('note', problem.message), say('note', problem.recommendation), 'low')
}

function context({ model, rules, worker }: LanguageSubject): Finding | null {
  const most = worker.declared?.maxContextLength ?? rules.maxContextLength
  if (most === null || model.contextLength === null || model.contextLength <= most) return null
  return warn('context-truncated', say('context-truncated', { context: model.contextLength, most }))
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

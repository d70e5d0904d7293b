import type { Finding } from '../finding.ts'
import { say } from '../sayings/saying.ts'
import type { DiffusersRules, PipelineRule, Worker } from '../worker-family.ts'
import { adaptedBy } from './alternatives.ts'
import {
  available,
  gate,
  hasArtifact,
  noted,
  refuseFormat,
  refuseLibrary,
  workerUsable,
} from './common-rules.ts'
import { limit, refuse, type Rules, type Subject } from './subject.ts'

interface DiffusersSubject extends Subject {
  readonly rules: DiffusersRules
}

const pipelineOf = ({ model, rules }: DiffusersSubject): PipelineRule | null => {
  const name = model.claims.pipelineClass
  if (name === null) return null
  return (
    rules.pipelines.find(({ prefix, suffix }) => name.startsWith(prefix) && name.endsWith(suffix)) ?? null
  )
}

/** Without a known pipeline only the first task of all counts, so that an unknown one is not let in by its task. */
function task(subject: DiffusersSubject): Finding | null {
  const { model, rules, worker } = subject
  const tasks = pipelineOf(subject)?.tasks ?? rules.pipelines[0]?.tasks.slice(0, 1) ?? []
  if (model.task !== null && tasks.includes(model.task)) return null
  const wanted = { worker: worker.spec.name, tasks }
  const said =
    model.task === null ? say('task-unsaid', wanted) : say('task-other', { task: model.task, ...wanted })
  return refuse('task-unsupported', said)
}

function library({ model, rules, worker }: DiffusersSubject): Finding | null {
  if (model.library !== null && rules.libraries.includes(model.library.toLowerCase())) return null
  return refuseLibrary(model, worker, rules.libraries)
}

/** A LoRA says so by its tag, and has no pipeline of its own. */
function adapter({ model }: DiffusersSubject): Finding | null {
  const isLora = model.claims.pipelineClass === null && model.tags.some((tag) => tag.toLowerCase() === 'lora')
  if (!isLora && !model.claims.adapterOnly) return null
  const base = adaptedBy(model)
  return refuse(
    'adapter-only',
    say('lora-alone'),
    base === null ? say('whole-pipeline') : say('lora-base', { model: base }),
  )
}

function format({ artifact, rules, worker }: DiffusersSubject): Finding | null {
  if (artifact === null) return null
  return isReadable(artifact.format, rules.formats, worker)
    ? null
    : refuseFormat(artifact.format, worker.spec.name, null)
}

/** What the family reads, less what the installed worker leaves out of its own list. */
export function isReadable(name: string, formats: object, { declared }: Worker): boolean {
  if (!Object.hasOwn(formats, name)) return false
  return (
    declared === null ||
    declared.formats.length === 0 ||
    declared.formats.some((each) => each.toLowerCase() === name)
  )
}

function pipeline(subject: DiffusersSubject): Finding | null {
  const { model, worker } = subject
  const name = model.claims.pipelineClass
  if (name === null) return refuse('architecture-unknown', say('pipeline-unsaid'))
  const rule = pipelineOf(subject)
  if (rule === null || !declaresPipeline(rule, worker)) {
    return refuse('architecture-unsupported', say('pipeline-other', { name, worker: worker.spec.name }))
  }
  const note = noted(rule)
  if (rule.confidence === 'low')
    return limit('architecture-planned', 'low', note ?? say('planned', { name: rule.name }))
  const tested = say('pipeline-tested', { name: rule.name, worker: worker.spec.name })
  return limit('compatible', rule.confidence, note ?? tested)
}

const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '')

export function declaresPipeline(rule: PipelineRule, { declared }: Worker): boolean {
  if (declared === null || declared.architectures.length === 0) return true
  const names = new Set([rule.name, ...rule.aliases].map(plain))
  return declared.architectures.some((name) => names.has(plain(name)))
}

export const diffusersRules: Rules<DiffusersSubject> = {
  ofModel: [available, hasArtifact, task, library, adapter, gate],
  ofWorker: [workerUsable, format, pipeline],
  traits: ({ model, artifact }) => [artifact?.format ?? '', model.claims.pipelineClass ?? ''],
}

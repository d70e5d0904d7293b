import type { Finding } from '../finding.ts'
import { say, type Saying } from '../sayings/saying.ts'
import type { CivitaiRules, DiffusersRules, FamilyRules, Support } from '../worker-family.ts'
import { available, hasArtifact, noted, refuseFormat, workerUsable } from './common-rules.ts'
import { declaresPipeline, isReadable } from './diffusers-rules.ts'
import { limit, lower, refuse, type Rules, type Subject, warn } from './subject.ts'

interface CivitaiSubject extends Subject {
  readonly rules: CivitaiRules
}

/** Names come from the hub: only what the table itself holds counts. */
const supportOf = <T extends Support>(
  table: { readonly [name: string]: T },
  name: string | null,
): T | null => (name !== null && Object.hasOwn(table, name) ? (table[name] ?? null) : null)

function type({ model, rules, worker }: CivitaiSubject): Finding | null {
  if (supportOf(rules.types, model.type) !== null) return null
  const wanted = { worker: worker.spec.name, types: Object.keys(rules.types) }
  const said =
    model.type === null ? say('type-unsaid', wanted) : say('type-other', { type: model.type, ...wanted })
  return refuse('type-unsupported', said)
}

function baseModel({ model, artifact, rules, worker }: CivitaiSubject): Finding | null {
  if (artifact === null) return null
  const name = artifact.version?.baseModel ?? null
  const { name: workerName } = worker.spec
  const support = supportOf(rules.baseModels, name)
  if (support === null || !declaresBase(support.pipeline, worker.spec.rules, worker)) {
    return refuse(
      'base-model-unsupported',
      name === null
        ? say('base-unsaid', { worker: workerName })
        : say('base-other', { base: name, worker: workerName }),
    )
  }
  if (support.confidence === 'low')
    return limit('base-model-planned', 'low', noted(support) ?? say('planned', { name: name ?? '' }))
  const kind = supportOf(rules.types, model.type)
  if (kind === null) return null
  const confidence = lower(support.confidence, kind.confidence)
  const note = confidence === kind.confidence ? (noted(kind) ?? noted(support)) : noted(support)
  const tested = say('checkpoint-tested', { base: name ?? '', worker: workerName })
  return limit('compatible', confidence, note ?? tested)
}

function declaresBase(
  pipeline: string,
  { huggingface }: FamilyRules,
  worker: CivitaiSubject['worker'],
): boolean {
  const pipelines = (huggingface as DiffusersRules | null)?.pipelines ?? []
  const rule = pipelines.find(({ name }) => name === pipeline)
  return rule === undefined || declaresPipeline(rule, worker)
}

function baseModelType({ artifact, rules }: CivitaiSubject): Finding | null {
  const name = artifact?.version?.baseModelType ?? null
  if (name === null) return null
  const support = supportOf(rules.baseModelTypes, name)
  if (support?.confidence === 'high') return null
  return warn(
    'known-problem',
    (support && noted(support)) ?? say('base-kind-untested', { kind: name }),
    null,
    support?.confidence ?? 'medium',
  )
}

/** A version's files have roles: its own weights, a VAE, a configuration, training data … */
function role({ artifact, rules }: CivitaiSubject): Finding | null {
  if (artifact === null || (artifact.role !== null && rules.roles.includes(artifact.role))) return null
  const said = artifact.role === null ? say('role-unsaid') : say('role-other', { role: artifact.role })
  return refuse('format-unsupported', said)
}

function format(subject: CivitaiSubject): Finding | null {
  const { artifact, rules, worker } = subject
  if (artifact === null || isReadable(artifact.format, rules.formats, worker)) return null
  return refuseFormat(artifact.format, worker.spec.name, safeAlternative(subject))
}

/** Another file of the same model that is what this one is not. */
function safeAlternative({ model, artifact, rules }: CivitaiSubject): Saying | null {
  const other = model.artifacts.find(
    (each) =>
      Object.hasOwn(rules.formats, each.format) &&
      each.scan === 'passed' &&
      each.version?.unavailable === null &&
      each.role !== null &&
      rules.roles.includes(each.role) &&
      supportOf(rules.baseModels, each.version.baseModel) !== null,
  )
  const file = other?.files[0]?.path
  if (other === undefined || file === undefined) return null
  return other.version?.id === artifact?.version?.id
    ? say('same-version', { file })
    : say('other-version', { version: other.version?.name ?? '' })
}

function scan({ artifact }: CivitaiSubject): Finding | null {
  switch (artifact?.scan ?? 'passed') {
    case 'passed':
      return null
    case 'pending':
      return warn('scan-pending', say('scan-pending'))
    case 'danger':
      return refuse('scan-danger', say('scan-danger'))
    case 'error':
      return refuse('scan-danger', say('scan-error'))
  }
}

function earlyAccess({ artifact }: CivitaiSubject): Finding | null {
  const access = artifact?.version?.earlyAccess ?? null
  if (access === null) return null
  const day = access.endsAt === null ? null : dayOf(access.endsAt)
  return warn('early-access', day === null ? say('buy-first') : say('buy-first-until', { day }), say('buy'))
}

function dayOf(time: number): string | null {
  const date = new Date(time)
  return Number.isNaN(date.getTime()) ? null : date.toISOString().slice(0, 10)
}

export const civitaiRules: Rules<CivitaiSubject> = {
  ofModel: [available, hasArtifact, type, baseModelType, role, scan, earlyAccess],
  ofWorker: [workerUsable, baseModel, format],
  traits: ({ model, artifact }) => [
    artifact?.format ?? '',
    model.type ?? '',
    artifact?.version?.baseModel ?? '',
  ],
}

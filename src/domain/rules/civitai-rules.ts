import type { Finding } from '../finding.ts'
import type { CivitaiRules, DiffusersRules, FamilyRules, Support } from '../worker-family.ts'
import { available, hasArtifact, refuseFormat, workerUsable } from './common-rules.ts'
import { declaresPipeline, isReadable } from './diffusers-rules.ts'
import { limit, listed, lower, refuse, type Rules, type Subject, warn } from './subject.ts'

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
  const said = model.type === null ? 'It does not say what type it is' : `Its type is ${model.type}`
  return refuse(
    'type-unsupported',
    `${said}; the ${worker.spec.name} uses ${listed(Object.keys(rules.types))} only.`,
  )
}

function baseModel({ model, artifact, rules, worker }: CivitaiSubject): Finding | null {
  if (artifact === null) return null
  const name = artifact.version?.baseModel ?? null
  const support = supportOf(rules.baseModels, name)
  if (support === null || !declaresBase(support.pipeline, worker.spec.rules, worker)) {
    const said = name === null ? 'It does not say which base model it is made for' : `It is made for ${name}`
    return refuse('base-model-unsupported', `${said}, which the ${worker.spec.name} does not run.`)
  }
  if (support.confidence === 'low')
    return limit('base-model-planned', 'low', support.note ?? `${name} is planned.`)
  const kind = supportOf(rules.types, model.type)
  if (kind === null) return null
  const confidence = lower(support.confidence, kind.confidence)
  const note = confidence === kind.confidence ? (kind.note ?? support.note) : support.note
  return limit(
    'compatible',
    confidence,
    note ?? `A ${name} checkpoint in safetensors: tested with the ${worker.spec.name}.`,
  )
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
    support?.note ?? `It is of the kind ${name}, which is not tested.`,
    null,
    support?.confidence ?? 'medium',
  )
}

/** A version's files have roles: its own weights, a VAE, a configuration, training data … */
function role({ artifact, rules }: CivitaiSubject): Finding | null {
  if (artifact === null || (artifact.role !== null && rules.roles.includes(artifact.role))) return null
  const said =
    artifact.role === null
      ? 'The hub does not say what this file is'
      : `This file is for another purpose (${artifact.role})`
  return refuse('format-unsupported', `${said}; the model itself is needed.`)
}

function format(subject: CivitaiSubject): Finding | null {
  const { artifact, rules, worker } = subject
  if (artifact === null || isReadable(artifact.format, rules.formats, worker)) return null
  return refuseFormat(artifact.format, worker.spec.name, safeAlternative(subject))
}

/** Another file of the same model that is what this one is not. */
function safeAlternative({ model, artifact, rules }: CivitaiSubject): string | null {
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
    ? `Use ${file} of the same version.`
    : `Use version ${other.version?.name ?? ''}, which has safetensors.`
}

function scan({ artifact }: CivitaiSubject): Finding | null {
  switch (artifact?.scan ?? 'passed') {
    case 'passed':
      return null
    case 'pending':
      return warn('scan-pending', 'The hub has not finished scanning this file.')
    case 'danger':
      return refuse('scan-danger', 'The hub found something dangerous in this file.')
    case 'error':
      return refuse('scan-danger', 'The hub could not scan this file, so nobody knows that it is safe.')
  }
}

function earlyAccess({ artifact }: CivitaiSubject): Finding | null {
  const access = artifact?.version?.earlyAccess ?? null
  if (access === null) return null
  const until = access.endsAt === null ? '' : ` Until ${dayOf(access.endsAt)}.`
  return warn(
    'early-access',
    `It must be bought before it can be downloaded.${until}`,
    'Buy it on its page, or choose another version.',
  )
}

function dayOf(time: number): string {
  const date = new Date(time)
  return Number.isNaN(date.getTime()) ? 'a later day' : date.toISOString().slice(0, 10)
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

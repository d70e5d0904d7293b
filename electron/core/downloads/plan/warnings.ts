/** What a person should know before the first byte. Pure. */
import type { PlanWarning } from '#contract/downloads'
import type { Model } from '#domain/model'
import type { DownloadPlan } from './plan.ts'

export interface Circumstances {
  readonly hasToken: boolean
  readonly freeBytes: number | null
  readonly queuedBytes: number
  /** What the judge says of this artifact with the chosen worker. */
  readonly compatibility: {
    readonly compatible: boolean
    readonly reasons: readonly string[]
    readonly warnings: readonly string[]
  } | null
  /** Why it does not fit into this machine's memory. */
  readonly tooLarge: string | null
}

/** Licences that say: for some purposes only. */
const RESTRICTED =
  /(^|[-_])(nc|noncommercial|non-commercial|research|nd)([-_.]|$)|llama|gemma|openrail|other/i

export function planWarnings(plan: DownloadPlan, model: Model, now: Circumstances): readonly PlanWarning[] {
  const warnings: PlanWarning[] = []
  const add = (code: PlanWarning['code'], message: string, url: string | null = null): void =>
    void warnings.push({ code, message, url })

  for (const reason of now.compatibility?.compatible === false ? now.compatibility.reasons : [])
    add('compatibility', reason)
  for (const warning of now.compatibility?.warnings ?? []) add('compatibility', warning)
  if (plan.layout === 'transformers' && !plan.files.some(({ path }) => path === 'tokenizer.json'))
    add('compatibility', 'It has no tokenizer.json, and the LLM worker reads no other tokenizer.')
  if (now.tooLarge !== null) add('too-large', now.tooLarge)
  if (model.gated !== 'no') gatedWarning(model, plan, now.hasToken, add)
  if (model.private)
    add('private', 'This model is private. Only accounts with access can fetch it.', plan.pageUrl)
  if (model.licence !== null && RESTRICTED.test(model.licence))
    add('licence', `Its licence (${model.licence}) sets conditions on use.`, plan.pageUrl)
  diskWarning(plan, now, add)
  if (plan.totalBytes === null) add('size-unknown', 'The hub does not say how large it is.')
  if (plan.files.some(({ path, sha256 }) => sha256 === null && /\.(safetensors|gguf)$/i.test(path)))
    add('unverified', 'The hub names no checksum for its weights, so they cannot be verified.')
  return warnings
}

type Add = (code: PlanWarning['code'], message: string, url?: string | null) => void

function gatedWarning(model: Model, { pageUrl }: DownloadPlan, hasToken: boolean, add: Add): void {
  add(
    'gated',
    model.gated === 'manual'
      ? 'Its author grants access to each person. Ask on its page first.'
      : 'Its terms must be accepted on its page first.',
    pageUrl,
  )
  if (!hasToken) add('no-token', 'Add a token in Settings, so that the hub knows who you are.')
}

function diskWarning(plan: DownloadPlan, { freeBytes, queuedBytes }: Circumstances, add: Add): void {
  if (freeBytes === null || plan.totalBytes === null) return
  const missing = plan.totalBytes + queuedBytes - freeBytes
  if (missing > 0) add('disk-space', `The disk lacks ${gigabytes(missing)} for this and for what is queued.`)
}

const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(bytes < 1e9 ? 2 : 1)} GB`

/** What a person should know before the first byte. Pure. */
import type { PlanWarning } from '#contract/downloads'
import type { Said } from '#domain/finding'
import type { Model } from '#domain/model'
import { inEnglish, say, type Saying, type SayingId } from '#domain/sayings/saying'
import type { DownloadPlan } from './plan.ts'

export interface Circumstances {
  readonly hasToken: boolean
  readonly freeBytes: number | null
  readonly queuedBytes: number
  /** What the judge says of this artifact with the chosen worker. */
  readonly compatibility: {
    readonly compatible: boolean
    readonly said: Pick<Said, 'reasons' | 'warnings'>
  } | null
  /** Why it does not fit into this machine's memory. */
  readonly tooLarge: Saying | null
}

/** Licences that say: for some purposes only. */
const RESTRICTED =
  /(^|[-_])(nc|noncommercial|non-commercial|research|nd)([-_.]|$)|llama|gemma|openrail|other/i

const GATING: ReadonlySet<SayingId> = new Set(['terms-asked', 'terms-by-hand', 'private-model'])

export function planWarnings(plan: DownloadPlan, model: Model, now: Circumstances): readonly PlanWarning[] {
  const warnings: PlanWarning[] = []
  const add: Add = (code, said, url = null) =>
    void warnings.push({ code, message: inEnglish(said), url, said })

  for (const reason of now.compatibility?.compatible === false ? now.compatibility.said.reasons : [])
    add('compatibility', reason)
  // That it is gated is said below, with the page to go to.
  for (const warning of now.compatibility?.said.warnings ?? [])
    if (!GATING.has(warning.id)) add('caution', warning)
  if (plan.layout === 'transformers' && !plan.files.some(({ path }) => path === 'tokenizer.json'))
    add('compatibility', say('no-tokenizer'))
  if (now.tooLarge !== null) add('too-large', now.tooLarge)
  if (model.gated !== 'no') gatedWarning(model, plan, now.hasToken, add)
  if (model.private) add('private', say('private-access'), plan.pageUrl)
  if (model.licence !== null && RESTRICTED.test(model.licence))
    add('licence', say('licence-conditions', { licence: model.licence }), plan.pageUrl)
  diskWarning(plan, now, add)
  if (plan.totalBytes === null) add('size-unknown', say('size-unsaid'))
  if (plan.files.some(({ path, sha256 }) => sha256 === null && /\.(safetensors|gguf)$/i.test(path)))
    add('unverified', say('no-checksum'))
  return warnings
}

type Add = (code: PlanWarning['code'], said: Saying, url?: string | null) => void

function gatedWarning(model: Model, { pageUrl }: DownloadPlan, hasToken: boolean, add: Add): void {
  add('gated', say(model.gated === 'manual' ? 'terms-by-person' : 'terms-first'), pageUrl)
  if (!hasToken) add('no-token', say('add-token'))
}

function diskWarning(plan: DownloadPlan, { freeBytes, queuedBytes }: Circumstances, add: Add): void {
  if (freeBytes === null || plan.totalBytes === null) return
  const missing = plan.totalBytes + queuedBytes - freeBytes
  if (missing > 0) add('disk-space', say('disk-lacks', { bytes: missing }))
}

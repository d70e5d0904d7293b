/** From raw records to models, all of a page or nothing: a hub that changed its shape is never half-stored. */
import type { z } from 'zod'
import { FailureError } from '#contract/failure'
import type { Ask, Fresh } from '#core/http/ask'
import type { Http } from '#core/http/http'
import type { Model } from '#domain/model'
import type { Normalised } from '#domain/normalise/outcome'

/** A stray odd record is skipped and counted; more than this share means that the hub has changed. */
const TOLERATED_SHARE = 0.1

export interface PageReader {
  readonly host: string
  readonly item: z.ZodType
  readonly normalise: (raw: unknown) => Normalised
}

export function readPage(
  items: readonly unknown[],
  { host, item, normalise }: PageReader,
): { readonly models: readonly Model[]; readonly skipped: Readonly<Record<string, number>> } {
  const models: Model[] = []
  const skipped: Record<string, number> = {}
  let odd = 0
  let detail = ''
  for (const raw of items) {
    const checked = item.safeParse(raw)
    if (!checked.success) {
      odd += 1
      const [issue] = checked.error.issues
      detail ||= `${issue?.path.map(String).join('.') ?? 'record'}: ${issue?.message ?? 'unknown'}`
      skipped['odd-shape'] = (skipped['odd-shape'] ?? 0) + 1
      continue
    }
    const made = normalise(raw)
    if (made.ok) models.push(made.model)
    else skipped[made.reason] = (skipped[made.reason] ?? 0) + 1
  }
  if (odd > items.length * TOLERATED_SHARE)
    throw new FailureError({
      code: 'hub-changed',
      host,
      detail: `${odd} of ${items.length} records: ${detail}`,
    })
  return { models, skipped }
}

export function readOne(raw: unknown, { host, item, normalise }: PageReader): Model {
  const { models } = readPage([raw], { host, item, normalise })
  const [model] = models
  if (!model) throw new FailureError({ code: 'hub-changed', host, detail: 'the record has no usable id' })
  return model
}

/** An answer to a question without a tag, which therefore has a body. */
export async function getFresh<T>(
  http: Pick<Http, 'json'>,
  ask: Ask & { readonly schema: z.ZodType<T> },
): Promise<Fresh<T>> {
  const answer = await http.json(ask)
  if (answer.kind === 'fresh') return answer
  throw new FailureError({
    code: 'hub-changed',
    host: new URL(ask.url).host,
    detail: 'it answered 304 unasked',
  })
}

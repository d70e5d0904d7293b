/** JSON of the shape that we know, or the failure `hub-changed` with the place where it differs. */
import type { z } from 'zod'
import { FailureError } from '#contract/failure'

export function checkShape<T>(body: Buffer, schema: z.ZodType<T>, host: string): T {
  let value: unknown
  try {
    value = JSON.parse(body.toString())
  } catch (error) {
    throw new FailureError({ code: 'hub-changed', host, detail: 'the answer is not JSON' }, { cause: error })
  }
  const checked = schema.safeParse(value)
  if (checked.success) return checked.data
  const [issue] = checked.error.issues
  const detail = `${issue?.path.map(String).join('.') || 'answer'}: ${issue?.message ?? 'unknown'}`
  throw new FailureError({ code: 'hub-changed', host, detail: detail.slice(0, 300) })
}

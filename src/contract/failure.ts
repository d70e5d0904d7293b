import { z } from 'zod'
import { Saying } from './saying.ts'

/** What can go wrong in ways we expect. Failures cross every boundary as data, never as a thrown string. */
export const Failure = z.discriminatedUnion('code', [
  z.object({ code: z.literal('bad-request'), issues: z.array(z.string()) }),
  z.object({ code: z.literal('unknown-call'), name: z.string() }),
  z.object({ code: z.literal('too-large'), limitBytes: z.number() }),
  z.object({ code: z.literal('cancelled') }),
  z.object({ code: z.literal('disconnected') }),
  z.object({ code: z.literal('offline'), host: z.string().nullable() }),
  z.object({ code: z.literal('rate-limited'), retryAfterMs: z.number().nullable() }),
  z.object({ code: z.literal('unauthorized'), host: z.string().nullable() }),
  z.object({ code: z.literal('gated'), url: z.string() }),
  z.object({ code: z.literal('not-found'), what: z.string() }),
  z.object({ code: z.literal('hub-changed'), host: z.string(), detail: z.string() }),
  z.object({ code: z.literal('hub-error'), host: z.string(), status: z.number() }),
  z.object({ code: z.literal('disk-full'), needBytes: z.number(), freeBytes: z.number() }),
  z.object({ code: z.literal('not-writable'), path: z.string() }),
  z.object({ code: z.literal('checksum-mismatch'), file: z.string() }),
  /** What should be signed by us is not. */
  z.object({ code: z.literal('bad-signature'), host: z.string() }),
  /** It cannot be done, for a reason that people can understand. */
  z.object({ code: z.literal('refused'), why: Saying }),
  z.object({ code: z.literal('port-busy'), port: z.number() }),
  z.object({ code: z.literal('already-running'), dataDir: z.string() }),
  z.object({ code: z.literal('internal'), logRef: z.string() }),
])
export type Failure = z.infer<typeof Failure>

/** An expected failure on its way to the door, where it becomes data. */
export class FailureError extends Error {
  readonly failure: Failure
  constructor(failure: Failure, options?: ErrorOptions) {
    super(failure.code, options)
    this.name = 'FailureError'
    this.failure = failure
  }
}

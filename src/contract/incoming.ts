/** Links that came from outside, each waiting for the user's answer. Nothing starts by one. */
import { z } from 'zod'
import { deepLinkProblems } from '#domain/deep-link'

/** What a link asks for. Its words are not trusted: they were checked, and are only ever shown. */
export const IncomingAsk = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('model'),
    /** For `sync.resolve`. */
    text: z.string(),
    file: z.string().nullable(),
    worker: z.string().nullable(),
  }),
  z.object({ kind: z.literal('worker'), workerId: z.string() }),
  z.object({ kind: z.literal('page'), page: z.literal('discover') }),
  z.object({ kind: z.literal('unreadable'), problem: z.enum(deepLinkProblems) }),
])
export type IncomingAsk = z.infer<typeof IncomingAsk>

export const IncomingLink = z.object({
  id: z.number(),
  /** As it came, shortened. */
  text: z.string(),
  ask: IncomingAsk,
})
export type IncomingLink = z.infer<typeof IncomingLink>

/** In the order in which they came: the first stays until it is answered, so that none can slip in under a click. */
export const IncomingState = z.object({ revision: z.number(), links: z.array(IncomingLink) })
export type IncomingState = z.infer<typeof IncomingState>

export const incomingCalls = {
  'incoming.get': { input: z.void(), output: IncomingState },
  /** A dropped or pasted text; false where it is no link that this app knows. */
  'incoming.receive': { input: z.object({ text: z.string().max(4000) }), output: z.boolean() },
  'incoming.answered': { input: z.object({ id: z.int() }), output: IncomingState },
} as const

export const incomingEvents = { 'incoming.changed': IncomingState } as const

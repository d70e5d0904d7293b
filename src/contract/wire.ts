/** What travels over the WebSocket of the `serve` shell. */
import { z } from 'zod'

export const ClientMessage = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('hello'),
    token: z.string().max(200).nullable(),
    /** Chosen by the page, so that a lost answer costs nothing: 256 random bits. */
    session: z.string().regex(/^[\w-]{43}$/),
  }),
  z.object({
    kind: z.literal('call'),
    id: z.int(),
    name: z.string().max(200),
    input: z.unknown().optional(),
  }),
  z.object({ kind: z.literal('cancel'), id: z.int() }),
])
export type ClientMessage = z.infer<typeof ClientMessage>

export type ServerMessage =
  | { readonly kind: 'welcome' }
  | { readonly kind: 'reply'; readonly id: number; readonly reply: unknown }
  | { readonly kind: 'event'; readonly name: string; readonly value: unknown }
  | { readonly kind: 'refused'; readonly failure: { readonly code: string } }

/** Close code for a connection that could not prove itself. */
export const CLOSE_UNAUTHORIZED = 4401

/** New versions of the app itself. */
import { z } from 'zod'
import { Failure } from './failure.ts'

export const Release = z.object({
  version: z.string(),
  /** Plain text. */
  notes: z.string().nullable(),
  releasedAt: z.string().nullable(),
  sizeBytes: z.number().nullable(),
})
export type Release = z.infer<typeof Release>

export const UpdatesPhase = z.discriminatedUnion('kind', [
  /** Not looked yet since the start. */
  z.object({ kind: z.literal('idle') }),
  z.object({ kind: z.literal('checking') }),
  z.object({ kind: z.literal('current') }),
  z.object({ kind: z.literal('available'), release: Release }),
  z.object({
    kind: z.literal('fetching'),
    release: Release,
    receivedBytes: z.number(),
    totalBytes: z.number().nullable(),
  }),
  /** Fetched and checked. Blocked: a model is being transferred, and that is not interrupted. */
  z.object({ kind: z.literal('ready'), release: Release, blocked: z.boolean() }),
  z.object({ kind: z.literal('failed'), failure: Failure, release: Release.nullable() }),
])
export type UpdatesPhase = z.infer<typeof UpdatesPhase>

/** Why there are none: an administrator said so, this is no installed app, or it was built without a key to check them. */
export const updatesOff = ['policy', 'not-here', 'no-key'] as const

export const UpdatesState = z.object({
  revision: z.number(),
  off: z.enum(updatesOff).nullable(),
  /** The system's package manager installs, and asks for a password. */
  asksPassword: z.boolean(),
  /** Milliseconds since 1970. */
  checkedAt: z.number().nullable(),
  phase: UpdatesPhase,
})
export type UpdatesState = z.infer<typeof UpdatesState>

export const updatesCalls = {
  'updates.get': { input: z.void(), output: UpdatesState },
  'updates.check': { input: z.void(), output: UpdatesState },
  /** Fetches what is available; what is ready is put in place, for which the app ends and starts again. */
  'updates.install': { input: z.void(), output: UpdatesState },
  /** Not this version, not now. */
  'updates.later': { input: z.void(), output: UpdatesState },
} as const

export const updatesEvents = { 'updates.changed': UpdatesState } as const

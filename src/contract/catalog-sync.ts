/** How the catalog is kept: the bundled snapshot first, then the hubs in the background. */
import { z } from 'zod'
import { Source } from './catalog.ts'
import { Failure } from './failure.ts'

/**
 * What one hub's reader is doing. `popular` brings the most-used models first, `newest` what changed since, `all` reads
 * a list to its end, after which withdrawn models are known; `sizes` asks for what lists do not tell.
 */
export const HubActivity = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('idle') }),
  z.object({
    kind: z.literal('reading'),
    feed: z.string(),
    stage: z.enum(['popular', 'newest', 'all', 'sizes']),
    /** Pages of this stage so far; for `sizes`, models. */
    pages: z.number(),
  }),
  z.object({ kind: z.literal('waiting'), why: z.enum(['rate-limited', 'unreachable']), until: z.number() }),
  z.object({ kind: z.literal('failed'), failure: Failure }),
])
export type HubActivity = z.infer<typeof HubActivity>

export const HubSync = z.object({
  source: Source,
  activity: HubActivity,
  /** Since this run began. */
  modelsRead: z.number(),
  withdrawn: z.number(),
  /** Records that could not be read, by reason. */
  skipped: z.record(z.string(), z.number()),
  /** When every feed was last brought up to date, and last read to its end. Null: never. */
  refreshedAt: z.number().nullable(),
  completeAt: z.number().nullable(),
  /** What the hub said about how much more we may ask. */
  rateLimit: z
    .object({
      remaining: z.number().nullable(),
      quota: z.number().nullable(),
      resetsAt: z.number().nullable(),
    })
    .nullable(),
})
export type HubSync = z.infer<typeof HubSync>

export const SyncState = z.object({
  revision: z.number(),
  phase: z.enum(['idle', 'snapshot', 'running', 'paused']),
  pausedBy: z.enum(['user', 'metered']).nullable(),
  snapshot: z.object({ madeAt: z.string(), models: z.number() }).nullable(),
  hubs: z.array(HubSync),
})
export type SyncState = z.infer<typeof SyncState>

export const HubSearch = z.object({
  /** Ids that the hubs found, best first; they are in the catalog now. */
  ids: z.array(z.string()),
  added: z.number(),
  failures: z.array(z.object({ source: Source, failure: Failure })),
})
export type HubSearch = z.infer<typeof HubSearch>

export const ResolvedModel = z.object({
  id: z.string(),
  /** CivitAI: the version that the address named. HuggingFace: the branch or commit. */
  revision: z.string().nullable(),
  path: z.string().nullable(),
  quantization: z.string().nullable(),
})
export type ResolvedModel = z.infer<typeof ResolvedModel>

const Text = z.object({ text: z.string().max(2000) })

export const syncCalls = {
  'sync.get': { input: z.void(), output: SyncState },
  /** Begins a refresh now, whatever was paused or waiting. */
  'sync.start': { input: z.void(), output: SyncState },
  'sync.pause': { input: z.void(), output: SyncState },
  /** Asks the hubs themselves; what they find is kept. */
  'sync.search': { input: Text, output: HubSearch },
  /** A pasted address or id, or null when the text is none. */
  'sync.resolve': { input: Text, output: ResolvedModel.nullable() },
} as const

export const syncEvents = { 'sync.changed': SyncState } as const

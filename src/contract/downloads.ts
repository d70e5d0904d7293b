/** Downloads: what a click would fetch, the queue, and how it goes. */
import { z } from 'zod'
import { Failure } from './failure.ts'
import { Saying } from './saying.ts'

const Id = z.string().min(1).max(200)

export const PlanWarningCode = z.enum([
  'gated',
  'private',
  'no-token',
  'licence',
  'disk-space',
  'size-unknown',
  'unverified',
  'skipped-files',
  'compatibility',
  /** The judge's own warnings: it runs, and still. */
  'caution',
  'too-large',
])
export const PlanWarning = z.object({
  code: PlanWarningCode,
  message: z.string(),
  url: z.string().nullable(),
  said: Saying,
})
export type PlanWarning = z.infer<typeof PlanWarning>

/** What would happen, before the first byte. */
export const DownloadPlanView = z.object({
  modelId: z.string(),
  artifactId: z.string(),
  workerId: z.string().nullable(),
  name: z.string(),
  /** Where the files come from. */
  host: z.string(),
  folder: z.string(),
  revision: z.string().nullable(),
  files: z.array(
    z.object({ path: z.string(), sizeBytes: z.number().nullable(), sha256: z.string().nullable() }),
  ),
  totalBytes: z.number().nullable(),
  /** What is still to come of everything that is queued for the same volume. */
  queuedBytes: z.number(),
  freeBytes: z.number().nullable(),
  warnings: z.array(PlanWarning),
})
export type DownloadPlanView = z.infer<typeof DownloadPlanView>

export const DownloadStatus = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('queued') }),
  z.object({ kind: z.literal('running'), phase: z.enum(['downloading', 'checking']) }),
  /** It goes on by itself: at that time (milliseconds since 1970), or when what it waits for has come. */
  z.object({
    kind: z.literal('waiting'),
    for: z.enum(['network', 'hub', 'disk', 'other-process', 'offline-mode']),
    failure: Failure.nullable(),
    retryAt: z.number().nullable(),
  }),
  z.object({ kind: z.literal('paused') }),
  z.object({ kind: z.literal('failed'), failure: Failure }),
  z.object({ kind: z.literal('done'), finishedAt: z.number(), warnings: z.array(Saying) }),
])
export type DownloadStatus = z.infer<typeof DownloadStatus>

export const DownloadFile = z.object({
  path: z.string(),
  sizeBytes: z.number().nullable(),
  receivedBytes: z.number(),
})
export type DownloadFile = z.infer<typeof DownloadFile>

export const DownloadProgress = z.object({
  id: Id,
  receivedBytes: z.number(),
  totalBytes: z.number().nullable(),
  /** Smoothed; 0 when nothing comes. */
  bytesPerSecond: z.number(),
  /** Null where it cannot be told. */
  etaSeconds: z.number().nullable(),
  files: z.array(DownloadFile),
})
export type DownloadProgress = z.infer<typeof DownloadProgress>

export const DownloadItem = z.object({
  id: Id,
  modelId: z.string(),
  artifactId: z.string(),
  workerId: z.string().nullable(),
  name: z.string(),
  entryId: z.string(),
  folder: z.string(),
  pageUrl: z.string(),
  addedAt: z.number(),
  status: DownloadStatus,
  progress: DownloadProgress,
})
export type DownloadItem = z.infer<typeof DownloadItem>

/** In the order in which they are worked on. */
export const DownloadsState = z.object({
  revision: z.number(),
  allPaused: z.boolean(),
  items: z.array(DownloadItem),
})
export type DownloadsState = z.infer<typeof DownloadsState>

const Wanted = z.object({
  modelId: Id,
  artifactId: z.string().min(1).max(500),
  workerId: z.string().max(500).nullable(),
  /** A branch, tag or commit of a repository; without it what it has now. */
  revision: z.string().min(1).max(200).optional(),
})
export type Wanted = z.infer<typeof Wanted>
const One = z.object({ id: Id })

export const downloadsCalls = {
  'downloads.get': { input: z.void(), output: DownloadsState },
  'downloads.plan': { input: Wanted, output: DownloadPlanView },
  'downloads.start': { input: Wanted, output: One },
  'downloads.pause': { input: One, output: DownloadsState },
  'downloads.resume': { input: One, output: DownloadsState },
  'downloads.retry': { input: One, output: DownloadsState },
  /** Stops it and throws away what has come. */
  'downloads.cancel': { input: One, output: DownloadsState },
  /** Puts it before another one, or at the end. */
  'downloads.move': { input: z.object({ id: Id, before: Id.nullable() }), output: DownloadsState },
  'downloads.pauseAll': { input: z.void(), output: DownloadsState },
  'downloads.resumeAll': { input: z.void(), output: DownloadsState },
  /** Takes what is done or failed off the list; nothing on disk changes. */
  'downloads.clearFinished': { input: z.void(), output: DownloadsState },
} as const

export const downloadsEvents = {
  'downloads.changed': DownloadsState,
  /** At most ten times a second, only of what moves. */
  'downloads.progress': z.object({ revision: z.number(), items: z.array(DownloadProgress) }),
} as const

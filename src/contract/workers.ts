/** Installed workers, and the variants that this machine could use. */
import { z } from 'zod'
import { backends, workerProblemCodes, type InstalledWorker } from '#domain/worker'
import type { RecommendedVariant } from '#domain/worker-recommendation'
import type { WorkerDetails } from '#domain/worker-variant'
import { Note, problemOf } from './saying.ts'

const Backend = z.enum(backends)
const Platform = z.enum(['linux', 'darwin', 'win32'])
const Architecture = z.enum(['x86_64', 'aarch64'])

export const WorkerProblem = problemOf(z.enum(workerProblemCodes))

export const InstalledWorkerSchema = z.object({
  id: z.string(),
  family: z.string(),
  backend: Backend.nullable(),
  path: z.string().nullable(),
  version: z.string().nullable(),
  architectures: z.array(Architecture).readonly(),
  platform: Platform.nullable(),
  declared: z
    .object({
      formats: z.array(z.string()).readonly(),
      architectures: z.array(z.string()).readonly(),
      maxContextLength: z.number().nullable(),
    })
    .nullable(),
  problem: WorkerProblem.nullable(),
}) satisfies z.ZodType<InstalledWorker>

const Details = z.object({
  toldBy: z.enum(['app', 'catalog']),
  description: z.string().nullable(),
  formats: z.array(z.string()).readonly(),
  tasks: z.array(z.string()).readonly(),
  maxContextLength: z.number().nullable(),
  streaming: z.boolean().nullable(),
  batching: z.boolean().nullable(),
  licence: z.string().nullable(),
  buildSystem: z.string().nullable(),
  sourceUrl: z.url({ protocol: /^https$/ }).nullable(),
}) satisfies z.ZodType<WorkerDetails>

export const RecommendedVariantSchema = z.object({
  family: z.string(),
  name: z.string(),
  backend: Backend,
  version: z.string().nullable(),
  installed: z.boolean(),
  best: z.boolean(),
  problem: WorkerProblem.nullable(),
  install: z
    .array(
      z.object({
        platform: Platform,
        architectures: z.array(Architecture).readonly(),
        label: Note,
        command: z.string(),
        note: Note.nullable(),
      }),
    )
    .readonly(),
  platforms: z.array(Platform).readonly(),
  architectures: z.array(Architecture).readonly(),
  details: Details,
}) satisfies z.ZodType<RecommendedVariant>

/** Something in the way of looking: a folder that does not answer, a damaged entry of rbee's. */
export const ScanProblem = problemOf(
  z.enum(['folder-silent', 'folder-unreadable', 'folder-gone', 'entry-damaged']),
)
export type ScanProblem = z.infer<typeof ScanProblem>

export const WorkersState = z.object({
  revision: z.number(),
  /** The first scan is still under way: no workers yet does not mean none. */
  scanning: z.boolean(),
  workers: z.array(InstalledWorkerSchema).readonly(),
  recommended: z.array(RecommendedVariantSchema).readonly(),
  /** Folders that the user added. */
  folders: z.array(z.string()).readonly(),
  problems: z.array(ScanProblem).readonly(),
})
export type WorkersState = z.infer<typeof WorkersState>

const Folder = z.object({ path: z.string().min(1).max(4096) })

export const workersCalls = {
  'workers.get': { input: z.void(), output: WorkersState },
  'workers.rescan': { input: z.void(), output: WorkersState },
  'workers.addFolder': { input: Folder, output: WorkersState },
  'workers.removeFolder': { input: Folder, output: WorkersState },
} as const

export const workersEvents = { 'workers.changed': WorkersState } as const

/** What the app itself keeps on disk, beside models. */
import { z } from 'zod'

export const clearableParts = ['pictures', 'details', 'logs'] as const
export const ClearablePart = z.enum(clearableParts)
export type ClearablePart = z.infer<typeof ClearablePart>

export const StorageState = z.object({
  parts: z.array(z.object({ part: z.enum(['catalog', ...clearableParts]), sizeBytes: z.number() })),
})
export type StorageState = z.infer<typeof StorageState>

export const storageCalls = {
  'storage.get': { input: z.void(), output: StorageState },
  /** Throws a part away; it fills again as it is needed. */
  'storage.clear': { input: z.object({ part: ClearablePart }), output: StorageState },
  /** Ends the app, and takes with it all that it keeps; models stay. */
  'storage.removeAll': { input: z.void(), output: z.void() },
} as const

import { z } from 'zod'

export const AppInfo = z.object({
  version: z.string(),
  shell: z.enum(['electron', 'serve', 'cli']),
  platform: z.enum(['linux', 'darwin', 'win32']),
  dataDir: z.string(),
})
export type AppInfo = z.infer<typeof AppInfo>

/** A folder, or a file that holds weights. */
export const PathKind = z.enum(['folder', 'weights'])
export type PathKind = z.infer<typeof PathKind>

export const appCalls = {
  'app.info': { input: z.void(), output: AppInfo },
  /** Opens an https address in the system's browser; false where the shell leaves that to the page. */
  'app.openExternal': { input: z.object({ url: z.url({ protocol: /^https$/ }) }), output: z.boolean() },
  /** Asks with the system's own dialog; null where nothing was chosen, or the shell has none. */
  'app.choosePath': { input: z.object({ kind: PathKind }), output: z.string().nullable() },
} as const

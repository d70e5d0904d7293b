/** The library: what is on disk, who can run it, and what can be done with it. */
import { z } from 'zod'
import { Saying } from './saying.ts'

/** Names one entry: its folder. */
const Folder = z.string().min(1).max(4000)
const One = z.object({ folder: Folder })

export const LibraryStatus = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  /** Another program is still at it, or was. */
  z.object({ kind: z.literal('downloading') }),
  z.object({ kind: z.literal('failed'), message: z.string() }),
  /** The entry is there, its files are not. */
  z.object({ kind: z.literal('missing'), paths: z.array(z.string()) }),
  /** `metadata.json` cannot be read. */
  z.object({ kind: z.literal('damaged'), message: z.string(), said: Saying }),
])
export type LibraryStatus = z.infer<typeof LibraryStatus>

export const LibraryItem = z.object({
  folder: z.string(),
  /** Which of the model folders it lies in. */
  root: z.string(),
  entryId: z.string(),
  name: z.string(),
  author: z.string().nullable(),
  source: z.enum(['huggingface', 'civitai', 'local', 'other']).nullable(),
  kind: z.enum(['llm', 'image', 'audio', 'video']).nullable(),
  /** What a worker is started with. */
  modelPath: z.string(),
  /** What it really takes on disk. */
  sizeBytes: z.number(),
  addedAt: z.number().nullable(),
  status: LibraryStatus,
  /** Known for what this app fetched. */
  modelId: z.string().nullable(),
  artifactId: z.string().nullable(),
  revision: z.string().nullable(),
  quantization: z.string().nullable(),
  licence: z.string().nullable(),
  /** Ids of the installed workers that can run it now. */
  workerIds: z.array(z.string()),
  /** False where too little is known of it to say what runs it. */
  judged: z.boolean(),
  updateAvailable: z.boolean().nullable(),
  /** Written by an older rbee: today's does not read it. */
  legacy: z.boolean(),
})
export type LibraryItem = z.infer<typeof LibraryItem>

export const LibraryState = z.object({
  revision: z.number(),
  items: z.array(LibraryItem),
  folders: z.array(z.object({ path: z.string(), usedBytes: z.number(), freeBytes: z.number().nullable() })),
})
export type LibraryState = z.infer<typeof LibraryState>

export const VerifyResult = z.object({
  folder: z.string(),
  /** `unknown`: nothing says what the file should be; its header was read and is sound. */
  files: z.array(z.object({ path: z.string(), result: z.enum(['right', 'wrong', 'missing', 'unknown']) })),
})
export type VerifyResult = z.infer<typeof VerifyResult>

export const ImportWay = z.enum(['copy', 'link', 'move'])
export type ImportWay = z.infer<typeof ImportWay>

export const libraryCalls = {
  'library.get': { input: z.void(), output: LibraryState },
  'library.rescan': { input: z.void(), output: LibraryState },
  /** What is found wrong is remembered: the entry says so until a new download has put it right. */
  'library.verify': { input: One, output: VerifyResult },
  /** Shows its files in the file manager; false where the shell has none. */
  'library.reveal': { input: One, output: z.boolean() },
  'library.remove': { input: One, output: LibraryState },
  'library.move': { input: z.object({ folder: Folder, toRoot: Folder }), output: LibraryState },
  'library.import': {
    input: z.object({ path: Folder, way: ImportWay, toRoot: Folder.nullable() }),
    output: LibraryState,
  },
  /** Asks the hubs whether the weights have changed since. */
  'library.checkUpdates': { input: z.void(), output: LibraryState },
} as const

export const libraryEvents = { 'library.changed': LibraryState } as const

/** rbee's own list of installed workers: one `metadata.json` a worker, in the shapes of all its versions. */
import { posix, win32 } from 'node:path'
import { z } from 'zod'
import type { Platform } from '#domain/hardware'
import { backends, type Backend, type Declared } from '#domain/worker'
import type { InstallState } from '#domain/worker-binary'
import { isAbsent, type Disk } from './disk.ts'

export interface CatalogEntry {
  /** `llm-worker-rbee-cpu-0.1.0-linux`: the only place where LLM and SD differ. */
  readonly id: string
  readonly path: string
  readonly backend: Backend | null
  readonly version: string | null
  readonly declared: Declared
  readonly install: InstallState
}

export interface CatalogScan {
  readonly entries: readonly CatalogEntry[]
  /** Files that could not be understood. */
  readonly damaged: readonly string[]
  /** Every folder looked into, so that they can be watched. */
  readonly folders: readonly string[]
}

const MAX_FILE_BYTES = 1024 * 1024
/** Old versions nested `org/model`. */
const MAX_DEPTH = 2

export async function readWorkerCatalog(disk: Disk, root: string, platform: Platform): Promise<CatalogScan> {
  const { join } = platform === 'win32' ? win32 : posix
  const entries: CatalogEntry[] = []
  const damaged: string[] = []
  const folders: string[] = []

  async function visit(folder: string, depth: number): Promise<void> {
    const names = await disk.list(folder).catch((error: unknown) => {
      if (isAbsent(error)) return null
      damaged.push(folder)
      return null
    })
    if (names === null) return
    folders.push(folder)
    if (depth > 0 && names.includes('metadata.json')) {
      const file = join(folder, 'metadata.json')
      const entry = parseEntry(await readSmall(disk, file), platform)
      if (entry) entries.push(entry)
      else damaged.push(file)
    } else if (depth < MAX_DEPTH) await Promise.all(names.map((name) => visit(join(folder, name), depth + 1)))
  }

  await visit(root, 0)
  return { entries, damaged, folders }
}

async function readSmall(disk: Disk, path: string): Promise<string> {
  try {
    const file = await disk.open(path)
    try {
      return (await file.read(0, MAX_FILE_BYTES)).toString('utf8')
    } finally {
      await file.close()
    }
  } catch {
    return '' // damaged like any other file that does not hold an entry
  }
}

const Text = z.string().nullish().catch(null)
const Texts = z.array(z.string()).catch([])
const Artifact = z.object({
  id: z.string().min(1),
  path: z.string().min(1),
  workerType: Text,
  version: Text,
  status: z.unknown().optional(),
  supportedFormats: Texts,
  supportedArchitectures: Texts,
  maxContextLength: z.number().positive().nullish().catch(null),
})

/** `null` for what cannot be understood. Pure. */
export function parseEntry(text: string, platform: Platform): CatalogEntry | null {
  const artifact = Artifact.safeParse(artifactIn(text)).data
  const { isAbsolute } = platform === 'win32' ? win32 : posix
  if (!artifact || !isAbsolute(artifact.path) || artifact.path.includes('\0')) return null
  const { id, path, workerType, version, status } = artifact
  return {
    id,
    path,
    backend: backends.find((backend) => workerType?.toLowerCase().startsWith(backend)) ?? null,
    version: version || null,
    declared: {
      formats: artifact.supportedFormats.map((format) => format.toLowerCase()),
      architectures: artifact.supportedArchitectures.map((name) => name.toLowerCase()),
      maxContextLength: artifact.maxContextLength ?? null,
    },
    install: installState(status),
  }
}

/** Inside a wrapper or alone, with keys in camelCase or, in old files, in snake_case. */
function artifactIn(text: string): unknown {
  try {
    const whole: unknown = JSON.parse(text.replace(/^\uFEFF/, ''))
    const inner = isRecord(whole) && isRecord(whole['artifact']) ? whole['artifact'] : whole
    return isRecord(inner)
      ? Object.fromEntries(Object.entries(inner).map(([key, value]) => [camelCased(key), value]))
      : null
  } catch {
    return null
  }
}

const camelCased = (key: string): string =>
  key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())

function installState(status: unknown): InstallState {
  if (isRecord(status)) {
    const failed = Object.entries(status).find(([key]) => key.toLowerCase() === 'failed')?.[1]
    const error = isRecord(failed) ? failed['error'] : failed
    return failed === undefined
      ? { kind: 'done' }
      : { kind: 'failed', error: typeof error === 'string' ? error.slice(0, 300) : null }
  }
  switch (typeof status === 'string' ? status.toLowerCase() : '') {
    case 'downloading':
      return { kind: 'unfinished' }
    case 'failed':
      return { kind: 'failed', error: null }
    default:
      return { kind: 'done' }
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Looks at every place where workers may be: once, when asked, and whenever a watched folder changes. */
import type { ScanProblem } from '#contract/workers'
import type { WorkerBinary } from '#domain/worker-binary'
import type { Place } from '../folders.ts'
import type { Log } from '../log.ts'
import { nameMatcher } from './binary-names.ts'
import type { Disk } from './disk.ts'
import { findWorkers } from './find.ts'
import { createFolderWatch } from './folder-watch.ts'
import { createInspector, type InspectorOptions } from './inspect.ts'
import { createRescans } from './rescans.ts'

export interface ScannerOptions extends InspectorOptions {
  /** rbee's worker catalog: `<rbee cache>/workers`. */
  readonly catalog: string
  /** Look again when a folder changes; not for a single look from the command line. */
  readonly watch: boolean
  readonly log: Log
  /** The folders that the user added. */
  added(): readonly string[]
  onSeen(): void
}

/** What the last look told; verdicts follow from it. */
export interface Seen {
  readonly binaries: readonly WorkerBinary[]
  readonly problems: readonly ScanProblem[]
  readonly rosetta: boolean
}

export interface Scanner {
  seen(): Seen
  hasSeen(): boolean
  /** Resolves when a look that began after this call has ended. */
  scan(options?: { readonly retry?: boolean }): Promise<void>
  dispose(): void
}

const ROSETTA = '/Library/Apple/usr/libexec/oah/libRosettaRuntime'

/** A folder that takes longer to be listed is told, and looked at again once it has answered. */
const FOLDER_TIMEOUT_MS = 1000
const AGAIN_TIMEOUT_MS = 200

export function createScanner(options: ScannerOptions): Scanner {
  const { place, log } = options
  const disk = { ...options.disk, list: oneAtATime(options.disk.list, () => rescans.soon()) }
  const matchName = nameMatcher(options.programs, place.platform)
  const inspect = createInspector(options)
  const watch = options.watch ? createFolderWatch({ isRelevant, onChange: () => rescans.soon() }) : null
  /** What links lead to, and what rbee notes, may bear any name. */
  let targets: ReadonlySet<string> = new Set()
  let seen: Seen | null = null

  function isRelevant(folder: string, fileName: string | null): boolean {
    if (fileName === null || folder.startsWith(options.catalog)) return true
    return matchName(fileName) !== null || targets.has(fileName)
  }

  const rescans = createRescans(
    async ({ retry, signal }) => {
      const find = (folderTimeoutMs: number) =>
        findWorkers({ ...options, disk, matchName, added: options.added(), folderTimeoutMs })
      let found = await find(FOLDER_TIMEOUT_MS)
      targets = found.targets
      // What changed between the look and the watch would otherwise go unseen.
      if (await watch?.follow(found.watch)) found = await find(AGAIN_TIMEOUT_MS)
      const [rosetta, ...binaries] = await Promise.all([
        hasRosetta(disk, place),
        ...found.candidates.map((candidate) => inspect(candidate, { retry, signal })),
      ])
      seen = { binaries, problems: found.problems, rosetta }
      options.onSeen()
    },
    (error) => log.error('looking for workers failed', error),
  )

  return {
    seen: () => seen ?? { binaries: [], problems: [], rosetta: false },
    hasSeen: () => seen !== null,
    scan: rescans.now,
    dispose() {
      rescans.dispose()
      watch?.dispose()
    },
  }
}

/**
 * A folder that does not answer holds a thread of the few that Node has for disks: one, however often it is asked.
 * One that was only slow is told once, so that it can be looked at again.
 */
function oneAtATime(list: Disk['list'], onLate: () => void): Disk['list'] {
  const pending = new Map<string, ReturnType<Disk['list']>>()
  const late = new Set<string>()
  return (folder) => {
    const known = pending.get(folder)
    if (known) return known
    const started = performance.now()
    const asked = list(folder).finally(() => {
      pending.delete(folder)
      if (performance.now() - started < FOLDER_TIMEOUT_MS || late.has(folder)) return
      late.add(folder)
      onLate()
    })
    pending.set(folder, asked)
    return asked
  }
}

async function hasRosetta(disk: Disk, { platform }: Place): Promise<boolean> {
  return platform === 'darwin' && (await disk.stat(ROSETTA).catch(() => null)) !== null
}

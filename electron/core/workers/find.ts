/** One loop over every place where a worker may be: found files, each once, with what their names tell. */
import { posix, win32 } from 'node:path'
import type { ScanProblem } from '#contract/workers'
import { problemWith, say } from '#domain/sayings/saying'
import type { Place } from '../folders.ts'
import type { MatchName, NameMatch } from './binary-names.ts'
import { codeOf, isAbsent, type Disk } from './disk.ts'
import type { Candidate } from './inspect.ts'
import { keyOf, searchFolders } from './search-folders.ts'
import { readWorkerCatalog, type CatalogEntry } from './worker-catalog.ts'

export interface Found {
  readonly candidates: readonly Candidate[]
  readonly problems: readonly ScanProblem[]
  /** Where a change would matter, whether or not it exists yet. */
  readonly watch: readonly string[]
  /** Names of the files that links lead to, or that rbee notes. */
  readonly targets: ReadonlySet<string>
}

export interface FindOptions {
  readonly disk: Disk
  readonly place: Place
  readonly matchName: MatchName
  readonly added: readonly string[]
  /** rbee's worker catalog. */
  readonly catalog: string
  /** How long a folder may take to be listed. */
  readonly folderTimeoutMs: number
}

export async function findWorkers(options: FindOptions): Promise<Found> {
  const { disk, place, matchName, added } = options
  const path = place.platform === 'win32' ? win32 : posix
  const folders = searchFolders(place, added)
  const [catalog, ...listings] = await Promise.all([
    readWorkerCatalog(disk, options.catalog, place.platform),
    ...folders.map((folder) => listFolder(folder, options)),
  ])
  const named = listings.flatMap(({ folder, names }) =>
    names.flatMap((fileName) => {
      const name = matchName(fileName)
      return name ? [{ path: path.join(folder, fileName), name, mayRun: true }] : []
    }),
  )
  const entries = catalog.entries.flatMap((entry) => {
    const own = matchName(path.basename(entry.path))
    const name = own ?? nameFromId(entry, matchName)
    return name ? [{ path: entry.path, name, entry, mayRun: own !== null }] : []
  })
  const { candidates, targets } = await joined(named, entries, options)
  return {
    candidates,
    problems: [...listings.flatMap(({ problem }) => problem ?? []), ...catalog.damaged.map(damagedEntry)],
    watch: [
      // A folder that does not answer would hold up whoever asks it anything else.
      ...listings.filter(({ problem }) => problem?.code !== 'folder-silent').map(({ folder }) => folder),
      options.catalog,
      ...catalog.folders,
      ...targets.map((target) => path.dirname(target)),
    ],
    targets: new Set(targets.map((target) => path.basename(target))),
  }
}

interface Listing {
  readonly folder: string
  readonly names: readonly string[]
  readonly problem: ScanProblem | null
}

async function listFolder(folder: string, { disk, added, folderTimeoutMs }: FindOptions): Promise<Listing> {
  const nothing = (problem: ScanProblem | null): Listing => ({ folder, names: [], problem })
  const isAdded = added.includes(folder)
  try {
    const names = await within(folderTimeoutMs, disk.list(folder))
    return names ? { folder, names, problem: null } : nothing(silentFolder(folder))
  } catch (error) {
    if (isAbsent(error)) return nothing(isAdded ? goneFolder(folder) : null)
    return nothing(isAdded ? unreadableFolder(folder, codeOf(error)) : null)
  }
}

/** A folder on a network that went away answers never: `null` then. */
async function within<T>(timeoutMs: number, work: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined
  const timeout = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), timeoutMs)
  })
  return Promise.race([work, timeout]).finally(() => clearTimeout(timer))
}

interface Sighting {
  readonly path: string
  readonly name: NameMatch
  readonly mayRun: boolean
  readonly entry?: CatalogEntry
}

/** A file seen under several names, or through links, counts once: under its first, with rbee's entry if any has one. */
async function joined(
  named: readonly Sighting[],
  entries: readonly Required<Sighting>[],
  { disk, place }: FindOptions,
): Promise<{ candidates: readonly Candidate[]; targets: readonly string[] }> {
  const seen = await Promise.all([...named, ...entries].map((sighting) => identify(sighting, disk, place)))
  const byFile = new Map<string, Candidate>()
  for (const { sighting, stat, key } of seen) {
    if (stat !== null && stat.kind !== 'file') continue
    const { path, name, mayRun, entry = null } = sighting
    const known = byFile.get(key)
    byFile.set(key, {
      ...(known ?? { path, stat, mayRun }),
      name: known?.name.backend ? known.name : name.backend ? name : (known?.name ?? name),
      entry: known?.entry ?? entry,
    })
  }
  return { candidates: [...byFile.values()], targets: seen.map(({ target }) => target) }
}

async function identify(sighting: Sighting, disk: Disk, place: Place) {
  const stat = await disk.stat(sighting.path).catch(() => null)
  const target = await disk.realPath(sighting.path).catch(() => sighting.path)
  return { sighting, stat, target, key: stat?.identity ?? keyOf(target, place) }
}

/** An entry's id begins with the worker's name. */
function nameFromId({ id }: CatalogEntry, matchName: MatchName): NameMatch | null {
  const parts = id.split('-')
  for (let count = parts.length; count > 0; count--) {
    const match = matchName(parts.slice(0, count).join('-'))
    if (match) return match
  }
  return null
}

const silentFolder = (folder: string): ScanProblem =>
  problemWith('folder-silent', say('folder-silent', { folder }), say('reconnect-folder'))
const goneFolder = (folder: string): ScanProblem =>
  problemWith('folder-gone', say('folder-gone', { folder }), say('put-folder-back'))
const unreadableFolder = (folder: string, code: string): ScanProblem =>
  problemWith('folder-unreadable', say('folder-unreadable', { folder, code }), say('give-folder-access'))
const damagedEntry = (file: string): ScanProblem =>
  problemWith('entry-damaged', say('entry-damaged', { file }), say('install-or-delete'))

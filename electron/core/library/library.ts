/** The library: the truth is on disk, this is its reflection, read anew after every change. */
import type { LibraryItem, LibraryState, libraryCalls } from '#contract/library'
import { FailureError } from '#contract/failure'
import { isInside } from '#core/downloads/install/inside'
import { freeBytesAt } from '#core/downloads/transfer/errors'
import type { Transfers } from '#core/downloads/transfer/transfers'
import type { HandlersFor } from '#core/handlers'
import type { Log } from '#core/log'
import type { Model } from '#domain/model'
import { say } from '#domain/sayings/saying'
import { existsSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { ModelEntry } from './entry.ts'
import { importFile, type KnownFile } from './import-file.ts'
import { importFolder } from './import-folder.ts'
import { itemOf } from './item.ts'
import { settleMoved, sweep } from './recover.ts'
import { checkUpdates, versionKey } from './updates.ts'
import { moveModel, removeModel, type Trash } from './relocate.ts'
import { scanModels, type Found } from './scan.ts'
import { remember, verifyModel } from './verify.ts'

export interface LibraryDeps {
  /** Where models lie; the first is where new ones go. */
  readonly roots: () => readonly string[]
  readonly transfers: Transfers
  readonly nowMs: () => number
  readonly trash: Trash | null
  reveal(path: string): Promise<boolean>
  emit(name: 'library.changed', value: LibraryState): void
  /** Installed workers that can run it now; null where too little is known of it. */
  workersFor(item: LibraryItem, entry: ModelEntry | null): Promise<readonly string[] | null>
  /** The model as its hub has it now. */
  freshModel(modelId: string, signal: AbortSignal): Promise<Model>
  readonly log: Log
  recognise(sha256: string): Promise<KnownFile | null>
}

export interface Library {
  readonly handlers: HandlersFor<typeof libraryCalls>
  /** What is on disk, read anew. */
  read(): Promise<readonly Found[]>
  rescan(): Promise<LibraryState>
  /** Workers have changed: the same files, judged anew, if anybody has looked at them yet. */
  refresh(): Promise<void>
}

export function createLibrary(deps: LibraryDeps): Library {
  let revision = 0
  let found: readonly Found[] = []
  let state: LibraryState | null = null
  const updates = new Map<string, boolean>()
  const swept = new Set<string>()

  const describe = async (): Promise<LibraryState> => {
    const items = await Promise.all(found.map((one) => completed(deps, one, updates)))
    revision += 1
    state = {
      revision,
      items: items.toSorted((a, b) => b.sizeBytes - a.sizeBytes),
      folders: await foldersOf(deps, items),
    }
    deps.emit('library.changed', state)
    return state
  }
  const look = async (): Promise<readonly Found[]> => {
    const roots = deps.roots()
    // What another process is at now may be left behind later: each start looks once.
    const unswept = roots.filter((root) => !swept.has(root))
    for (const root of unswept) swept.add(root)
    await sweep(unswept, deps.log)
    found = await scanModels(roots)
    if (await settleMoved(found, deps.log)) found = await scanModels(roots)
    return found
  }
  const rescan = async (): Promise<LibraryState> => {
    await look()
    return describe()
  }
  const find = async (folder: string): Promise<Found> => {
    const one = (await look()).find(({ read }) => read.folder === folder)
    if (!one) throw new FailureError({ code: 'not-found', what: 'that model' })
    return one
  }

  return {
    read: look,
    rescan,
    async refresh() {
      if (state !== null) await describe()
    },
    handlers: {
      'library.get': async () => state ?? rescan(),
      'library.rescan': rescan,
      async 'library.checkUpdates'(_input, { signal }) {
        await checkUpdates(deps, { found: await look(), updates, signal })
        return describe()
      },
      ...createActions(deps, find, rescan),
    },
  }
}

/** What can be done with one model. */
function createActions(
  deps: LibraryDeps,
  find: (folder: string) => Promise<Found>,
  rescan: () => Promise<LibraryState>,
): Omit<HandlersFor<typeof libraryCalls>, 'library.get' | 'library.rescan' | 'library.checkUpdates'> {
  const rootOf = (wanted: string | null): string => {
    const roots = deps.roots()
    const root = wanted === null ? roots[0] : roots.find((one) => one === wanted)
    if (root === undefined) throw new FailureError({ code: 'refused', why: say('not-a-model-folder') })
    return root
  }
  return {
    async 'library.verify'({ folder }, { signal }) {
      const one = await find(folder)
      const result = await verifyModel(one, { transfers: deps.transfers, signal })
      if (await remember(one, result)) await rescan()
      return result
    },
    async 'library.reveal'({ folder }) {
      const { read } = await find(folder)
      const path = read.kind === 'damaged' ? folder : read.entry.path
      return deps.reveal(isInside(folder, path) && existsSync(path) ? path : folder)
    },
    async 'library.remove'({ folder }) {
      const { root } = await find(folder)
      await removeModel(root, folder, deps.trash)
      return rescan()
    },
    async 'library.move'({ folder, toRoot }) {
      const { root, read } = await find(folder)
      if (read.kind !== 'entry')
        throw new FailureError({
          code: 'refused',
          why: say('entry-too-old'),
        })
      await moveModel(root, folder, rootOf(toRoot))
      return rescan()
    },
    async 'library.import'({ path, way, toRoot }, { signal }) {
      const found = await stat(path).catch((error: unknown) => {
        throw new FailureError({ code: 'not-found', what: path }, { cause: error })
      })
      const take = found.isDirectory() ? importFolder : importFile
      await take(deps, { path, way, root: rootOf(toRoot) }, signal)
      return rescan()
    },
  }
}

async function completed(
  deps: LibraryDeps,
  one: Found,
  updates: ReadonlyMap<string, boolean>,
): Promise<LibraryItem> {
  const item = itemOf(one)
  if (item.status.kind !== 'ready') return item
  const workerIds = await deps.workersFor(item, one.read.kind === 'entry' ? one.read.entry : null)
  return {
    ...item,
    workerIds: [...(workerIds ?? [])],
    judged: workerIds !== null,
    updateAvailable: updates.get(versionKey(item)) ?? null,
  }
}

const foldersOf = (deps: LibraryDeps, items: readonly LibraryItem[]): Promise<LibraryState['folders']> =>
  Promise.all(
    deps.roots().map(async (path) => ({
      path,
      usedBytes: items.reduce((sum, item) => sum + (item.root === path ? item.sizeBytes : 0), 0),
      freeBytes: await freeBytesAt(path),
    })),
  )

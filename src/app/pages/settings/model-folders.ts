import type { LibraryState } from '#contract/library'
import type { Settings } from '#contract/settings'
import { useTexts } from '../../locale.tsx'
import { useLibrary } from '../../state/library.ts'
import { useChangeSettings, useSettings } from '../../state/settings.ts'
import { useToast } from '../../ui/toast.ts'

type Chosen = Pick<Settings['downloads'], 'modelFolders' | 'target'>

export interface ModelFolder {
  readonly path: string
  /** rbee's: always there. */
  readonly own: boolean
  /** New models go here. */
  readonly forNew: boolean
  readonly usedBytes: number
  /** Unknown until the library has looked there. */
  readonly freeBytes: number | null
}

/** The library names the folders in use, the one for new models first; what was only just added is not among them yet. */
export function foldersOf(
  { folders }: LibraryState,
  { modelFolders, target }: Chosen,
): readonly ModelFolder[] {
  const added = new Set([...modelFolders, ...(target === null ? [] : [target])])
  const own = folders.filter(({ path }) => !added.has(path))
  const looked = new Map(folders.map((folder) => [folder.path, folder]))
  return [...own.map(({ path }) => path), ...added].map((path) => ({
    path,
    own: !added.has(path),
    forNew: target === null ? !added.has(path) : path === target,
    usedBytes: looked.get(path)?.usedBytes ?? 0,
    freeBytes: looked.get(path)?.freeBytes ?? null,
  }))
}

export function useModelFolders() {
  const { settings: say, ui } = useTexts()
  const library = useLibrary()
  const chosen = useSettings()?.downloads
  const change = useChangeSettings()
  const toast = useToast()
  const set = (downloads: Partial<Chosen>) => change({ downloads })
  return {
    folders: library === undefined || chosen === undefined ? undefined : foldersOf(library, chosen),
    add: (path: string) => set({ modelFolders: [...new Set([...(chosen?.modelFolders ?? []), path])] }),
    choose: ({ path, own }: ModelFolder) => set({ target: own ? null : path }),
    remove({ path, forNew }: ModelFolder) {
      if (chosen === undefined) return
      const { modelFolders, target } = chosen
      set({ modelFolders: modelFolders.filter((one) => one !== path), ...(forNew && { target: null }) })
      toast({
        title: say.folders.removed(path),
        detail: say.folders.removedDetail,
        action: { label: ui.undo, run: () => set({ modelFolders, target }) },
      })
    },
  }
}

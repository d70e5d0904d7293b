import type { LibraryItem, LibraryState } from '#contract/library'
import { useLive } from './live.ts'

export const useLibrary = (): LibraryState | undefined => useLive('library.get', 'library.changed').data

/** What is installed of a model, or of one artifact of it. */
export const installedOf = (
  state: LibraryState | undefined,
  modelId: string,
  artifactId: string,
): LibraryItem | undefined =>
  state?.items.find(
    (item) => item.modelId === modelId && item.artifactId === artifactId && item.status.kind === 'ready',
  )

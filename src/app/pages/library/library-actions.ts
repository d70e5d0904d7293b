import type { LibraryItem, LibraryState, VerifyResult } from '#contract/library'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useFailureToast } from '../../frame/failure-toast.ts'
import { useFormat, useTexts } from '../../locale.tsx'
import { useApi } from '../../state/api.tsx'
import { newer, snapshotOptions } from '../../state/live.ts'
import { useToast } from '../../ui/toast.ts'
import { useGet } from '../discover/get/get-flow.ts'

/** What can be done to the library as a whole, and to one model of it. */
export function useLibraryActions() {
  const api = useApi()
  const failed = useFailureToast()
  const client = useQueryClient()
  const { mutate } = useMutation({
    mutationFn: (act: () => Promise<LibraryState>) => act(),
    onSuccess: (state) =>
      client.setQueryData(snapshotOptions(api, 'library.get').queryKey, (held) => newer(held, state)),
    onError: failed,
  })
  return {
    rescan: () => {
      mutate(() => api.call('library.rescan', undefined))
      void client.invalidateQueries({ queryKey: updatesKey })
    },
    move: (folder: string, toRoot: string) => mutate(() => api.call('library.move', { folder, toRoot })),
    remove: (folder: string) => mutate(() => api.call('library.remove', { folder })),
  }
}

const updatesKey = ['library.checkUpdates']
const hourMs = 3_600_000

/** Asks the hubs for newer versions, now and then while somebody looks. Without a network nothing is said. */
export function useUpdateCheck(): void {
  const api = useApi()
  useQuery({
    queryKey: updatesKey,
    queryFn: ({ signal }) => api.call('library.checkUpdates', undefined, signal),
    staleTime: hourMs,
    retry: false,
  })
}

/** Deleting can be taken back while its message stands: only then is anything deleted. */
export function useRemove(): (item: LibraryItem) => void {
  const { library: say, ui } = useTexts()
  const format = useFormat()
  const toast = useToast()
  const { remove } = useLibraryActions()
  return ({ folder, name, sizeBytes }) => {
    let undone = false
    toast({
      title: say.removed(name, format.bytes(sizeBytes)),
      detail: say.removedDetail,
      onGone: () => {
        if (!undone) remove(folder)
      },
      action: {
        label: ui.undo,
        run: () => {
          undone = true
        },
      },
    })
  }
}

/** What came of it takes the place of the message that it began. */
const messageOf = (folder: string): string => `verify-${folder}`

export function useVerify(): (item: LibraryItem) => void {
  const api = useApi()
  const failed = useFailureToast()
  const texts = useTexts()
  const format = useFormat()
  const toast = useToast()
  const again = useDownloadAgain()
  const { library: say } = texts
  const { mutate } = useMutation({
    mutationFn: ({ folder }: LibraryItem) => api.call('library.verify', { folder }),
    onMutate: ({ folder, name }) => toast({ id: messageOf(folder), title: say.verifying(name) }),
    onSuccess: ({ files }: VerifyResult, item) => {
      const bad = files.filter(({ result }) => result === 'wrong' || result === 'missing')
      if (bad.length > 0)
        return toast({
          id: messageOf(item.folder),
          title: say.wrong(item.name),
          detail: say.wrongDetail(format.list(bad.map(({ path }) => path))),
          action: { label: say.repair, run: () => again(item) },
        })
      const sure = files.every(({ result }) => result === 'right')
      toast({
        id: messageOf(item.folder),
        title: say.right(item.name),
        detail: sure ? say.rightDetail(files.length) : say.soundDetail,
      })
    },
    onError: failed,
  })
  return mutate
}

/** What is right already is kept: only the rest is fetched. */
export function useDownloadAgain(): (item: LibraryItem) => void {
  const { get } = useGet()
  return ({ modelId, artifactId, workerIds }) => {
    if (modelId !== null && artifactId !== null) get({ modelId, artifactId, workerId: workerIds[0] ?? null })
  }
}

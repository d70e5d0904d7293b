import type { DownloadItem, DownloadProgress, DownloadsState } from '#contract/downloads'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useApi } from './api.tsx'
import { snapshotOptions, useLive } from './live.ts'

/** The state with newer progress in it. Progress of what is not in the state any more is dropped. */
export function withProgress(state: DownloadsState, progress: readonly DownloadProgress[]): DownloadsState {
  const newest = new Map(progress.map((one) => [one.id, one]))
  const items = state.items.map((item) => {
    const moved = newest.get(item.id)
    return moved === undefined ? item : { ...item, progress: moved }
  })
  return { ...state, items }
}

export const useDownloads = (): DownloadsState | undefined =>
  useLive('downloads.get', 'downloads.changed').data

/** Stands once in the frame: puts progress into the state that everyone reads. */
export function useFollowProgress(): void {
  const api = useApi()
  const client = useQueryClient()
  useEffect(() => {
    const { queryKey } = snapshotOptions(api, 'downloads.get')
    return api.on('downloads.progress', ({ items }) =>
      client.setQueryData(queryKey, (state: DownloadsState | undefined) =>
        state === undefined ? state : withProgress(state, items),
      ),
    )
  }, [api, client])
}

export const isActive = ({ status: { kind } }: DownloadItem): boolean =>
  kind === 'running' || kind === 'waiting' || kind === 'queued' || kind === 'paused'

/** Of one model, or of one artifact of it: the newest that is under way, else the newest of all. */
export function downloadOf(
  state: DownloadsState | undefined,
  modelId: string,
  artifactId: string | null,
): DownloadItem | undefined {
  const own = (state?.items ?? []).filter(
    (item) => item.modelId === modelId && (artifactId === null || item.artifactId === artifactId),
  )
  const newest = own.toSorted((a, b) => b.addedAt - a.addedAt)
  return newest.find(isActive) ?? newest[0]
}

export const fractionOf = ({ receivedBytes, totalBytes }: DownloadProgress): number | null =>
  totalBytes === null || totalBytes === 0 ? null : Math.min(1, receivedBytes / totalBytes)

export interface Sum {
  readonly count: number
  readonly fraction: number | null
  readonly bytesPerSecond: number
}

/** All that is under way, as one. The share is unknown while one total is. */
export function sumOf(items: readonly DownloadItem[]): Sum {
  const moving = items.filter(isActive).map(({ progress }) => progress)
  const received = moving.reduce((sum, { receivedBytes }) => sum + receivedBytes, 0)
  const total = moving.reduce<number | null>(
    (sum, { totalBytes }) => (sum === null || totalBytes === null ? null : sum + totalBytes),
    0,
  )
  return {
    count: moving.length,
    fraction: total === null || total === 0 ? null : received / total,
    bytesPerSecond: moving.reduce((sum, { bytesPerSecond }) => sum + bytesPerSecond, 0),
  }
}

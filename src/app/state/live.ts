/** Facts of the core, kept as they change: a snapshot first, then events, and never older than what is held. */
import type { Call, EventName, EventValue, Input, Output } from '#contract/contract'
import { queryOptions, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Api } from '../api/api.ts'
import { useApi } from './api.tsx'

interface Revised {
  readonly revision: number
}

/** Calls that take nothing and answer with a state that carries a revision. */
export type SnapshotCall = {
  [C in Call]: undefined extends Input<C> ? (Output<C> extends Revised ? C : never) : never
}[Call]
type ChangeOf<C extends SnapshotCall> = {
  [E in EventName]: EventValue<E> extends Output<C> ? E : never
}[EventName]

export const newer = <T extends Revised>(held: T | undefined, next: T): T =>
  held !== undefined && held.revision > next.revision ? held : next

export const snapshotOptions = <C extends SnapshotCall>(api: Api, call: C) =>
  queryOptions({
    queryKey: ['live', call],
    queryFn: ({ signal }): Promise<Output<C>> => api.call(call, undefined as Input<C>, signal),
    staleTime: Infinity,
    structuralSharing: (held, next) => newer(held as Revised | undefined, next as Revised),
  })

export function useLive<C extends SnapshotCall>(call: C, change: ChangeOf<C>): UseQueryResult<Output<C>> {
  const api = useApi()
  const client = useQueryClient()
  const options = snapshotOptions(api, call)
  useEffect(() => {
    const { queryKey } = snapshotOptions(api, call)
    // While nobody listened, what is held may have been overtaken.
    if (client.getQueryCache().find({ queryKey })?.getObserversCount() === 0)
      void client.invalidateQueries({ queryKey })
    const stopEvents = api.on(change, (value) => client.setQueryData(queryKey, value as never))
    const stopReconnect = api.onReconnect(() => void client.invalidateQueries({ queryKey }))
    return () => {
      stopEvents()
      stopReconnect()
    }
  }, [api, client, call, change])
  return useQuery(options)
}

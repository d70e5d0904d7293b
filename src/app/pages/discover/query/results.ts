import type { CatalogPage, CatalogQueryInput } from '#contract/catalog'
import { keepPreviousData, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'
import type { Api } from '../../../api/api.ts'
import { CallError } from '../../../api/api.ts'
import { useApi } from '../../../state/api.tsx'
import { useCatalogState } from '../../../state/catalog.ts'
import { currentPlace, onMove } from '../../../router.tsx'
import { catalogQuery, readChoices, type WorkerKinds } from './discover-query.ts'
import { createRows, pageSize, type Rows } from './rows.ts'

const isCancelled = (error: unknown): boolean =>
  error instanceof CallError && error.failure.code === 'cancelled'

/** The catalog answers only the newest query of a window: one that is overtaken though still wanted asks again. */
async function ask(api: Api, query: CatalogQueryInput, signal: AbortSignal): Promise<CatalogPage> {
  try {
    return await api.call('catalog.query', query, signal)
  } catch (error) {
    if (!isCancelled(error) || signal.aborted) throw error
    return await ask(api, query, signal)
  }
}

/**
 * The first page with its counts; it follows the catalog as that changes. While a new query is under way the old
 * answer stays, so it comes with the query that it answers.
 */
export function useFirstPage(query: CatalogQueryInput) {
  const api = useApi()
  const client = useQueryClient()
  const generation = useCatalogState()?.generation
  useEffect(() => {
    if (generation !== undefined) void client.invalidateQueries({ queryKey: ['catalog'] })
  }, [client, generation])
  return useQuery({ ...firstPageOptions(api, query), placeholderData: keepPreviousData })
}

const firstPageOptions = (api: Api, query: CatalogQueryInput) =>
  queryOptions({
    queryKey: ['catalog', query],
    queryFn: async ({ signal }) => ({ query, page: await ask(api, { ...query, limit: pageSize }, signal) }),
    staleTime: Infinity,
    gcTime: 60_000,
  })

/** Asks as soon as the place changes: the catalog looks while the page still draws what was typed or ticked. */
export function useAskAhead(kinds: WorkerKinds): void {
  const api = useApi()
  const client = useQueryClient()
  useEffect(
    () =>
      onMove(() => {
        const { page, query } = currentPlace()
        if (page !== 'discover') return
        void client.prefetchQuery(firstPageOptions(api, catalogQuery(readChoices(query), kinds)))
      }),
    [api, client, kinds],
  )
}

interface Held {
  readonly key: string
  readonly page: CatalogPage
  readonly rows: Rows
}

/** All rows behind a first page, as far as they are looked at. */
export function useRows(
  page: CatalogPage,
  query: CatalogQueryInput,
  onError: (error: unknown) => void,
): Rows {
  const api = useApi()
  const key = JSON.stringify(query)
  const make = (before: Rows | null): Held => ({
    key,
    page,
    rows: createRows({
      first: page,
      before,
      onError,
      fetchPage: (start, signal) => ask(api, { ...query, ...start, limit: pageSize, facets: false }, signal),
    }),
  })
  const [held, setHeld] = useState(() => make(null))
  if (held.page !== page || held.key !== key) setHeld(make(held.key === key ? held.rows : null))
  useEffect(() => () => held.rows.stop(), [held])
  return held.rows
}

/** Draws again whoever shows the rows as they arrive. */
export const useArriving = ({ subscribe, version }: Rows): number => useSyncExternalStore(subscribe, version)

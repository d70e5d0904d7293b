import type { AppInfo } from '#contract/app'
import { useQuery } from '@tanstack/react-query'
import { useApi } from './api.tsx'

/** Which shell this is, and where it keeps its data: the same for as long as the page is open. */
export function useAppInfo(): AppInfo | undefined {
  const api = useApi()
  return useQuery({
    queryKey: ['app.info'],
    queryFn: ({ signal }) => api.call('app.info', undefined, signal),
    staleTime: Infinity,
  }).data
}

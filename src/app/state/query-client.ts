import { QueryClient } from '@tanstack/react-query'

/** Calls go to the core beside us, never to the network: nothing pauses when offline, nothing is asked again unasked. */
export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        retry: false,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
      },
      mutations: { networkMode: 'always' },
    },
  })

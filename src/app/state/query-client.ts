import { notifyManager, QueryClient } from '@tanstack/react-query'

// An answer is drawn in the same turn that brings it, not a timer later.
notifyManager.setScheduler(queueMicrotask)

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

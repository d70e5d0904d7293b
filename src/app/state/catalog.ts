import { useLive } from './live.ts'

export const useCatalogState = () => useLive('catalog.state', 'catalog.changed').data
export const useSync = () => useLive('sync.get', 'sync.changed').data

import { useCallback } from 'react'
import { useApi } from './api.tsx'

/** Opens an https address in the user's browser, whichever shell this is. */
export function useOpenExternal(): (url: string) => void {
  const api = useApi()
  return useCallback(
    (url) => {
      const open = async () => {
        if (!(await api.call('app.openExternal', { url }))) window.open(url, '_blank', 'noopener,noreferrer')
      }
      void open().catch(console.error)
    },
    [api],
  )
}

import { useEffect } from 'react'
import { useApi } from './api.tsx'
import { useLive } from './live.ts'

export const useHardware = () => useLive('hardware.get', 'hardware.changed').data
export const useWorkers = () => useLive('workers.get', 'workers.changed').data

const lookForMs = 10_000
const lookAgainMs = 8_000

/** Keeps free memory live while the page is in sight. */
export function useLookAtHardware(): void {
  const api = useApi()
  useEffect(() => {
    const look = () => {
      if (!document.hidden) api.call('hardware.look', { forMs: lookForMs }).catch(console.error)
    }
    look()
    const timer = setInterval(look, lookAgainMs)
    document.addEventListener('visibilitychange', look)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
    }
  }, [api])
}

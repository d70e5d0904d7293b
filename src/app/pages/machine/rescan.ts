import { useMutation } from '@tanstack/react-query'
import { useApi } from '../../state/api.tsx'

/** Both at once: a new driver changes what a worker can do. The answers arrive as events. */
export function useRescan() {
  const api = useApi()
  const { mutate, isPending } = useMutation({
    mutationFn: () =>
      Promise.all([api.call('hardware.rescan', undefined), api.call('workers.rescan', undefined)]),
  })
  return { rescan: () => mutate(), busy: isPending }
}

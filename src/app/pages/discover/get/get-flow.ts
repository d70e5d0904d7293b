/** From the click to the queue: a look at the plan first, and a question only where there is something to say. */
import type { DownloadPlanView, Wanted } from '#contract/downloads'
import { useMutation } from '@tanstack/react-query'
import { create } from 'zustand'
import { useFailureToast } from '../../../frame/failure-toast.ts'
import { useTexts } from '../../../locale.tsx'
import { go } from '../../../router.tsx'
import { useApi } from '../../../state/api.tsx'
import { useToast } from '../../../ui/toast.ts'

interface Question {
  readonly wanted: Wanted
  readonly plan: DownloadPlanView
}
interface Asking {
  readonly question: Question | null
  readonly ask: (question: Question) => void
  readonly close: () => void
}

/** The plan that waits for a yes, if any. */
export const useAsking = create<Asking>()((set) => ({
  question: null,
  ask: (question) => set({ question }),
  close: () => set({ question: null }),
}))

export function useStart() {
  const api = useApi()
  const failed = useFailureToast()
  const texts = useTexts()
  const toast = useToast()
  return useMutation({
    mutationFn: ({ wanted }: Question) => api.call('downloads.start', wanted),
    onSuccess: (_started, { plan }) =>
      toast({
        // One at a time: who starts many sees the last.
        id: 'download-started',
        title: texts.get.started(plan.name),
        action: { label: texts.get.show, run: () => go('downloads') },
      }),
    onError: failed,
  })
}

export function useGet() {
  const api = useApi()
  const failed = useFailureToast()
  const ask = useAsking((state) => state.ask)
  const start = useStart()
  const { mutate, isPending, variables } = useMutation({
    mutationFn: (wanted: Wanted) => api.call('downloads.plan', wanted),
    onSuccess: (plan, wanted) =>
      plan.warnings.length === 0 ? start.mutate({ wanted, plan }) : ask({ wanted, plan }),
    onError: failed,
  })
  const busyWith = (isPending && variables) || (start.isPending && start.variables.wanted) || null
  return { get: mutate, busyWith }
}

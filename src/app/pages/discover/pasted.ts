import { useMutation } from '@tanstack/react-query'
import { useFailureToast } from '../../frame/failure-toast.ts'
import { go } from '../../router.tsx'
import { useApi } from '../../state/api.tsx'

const looksLikeAddress = (text: string): boolean => /^(https?:\/\/|hf:|civitai:)\S+$/i.test(text.trim())

/** A pasted address of a model opens it; anything else is left to the search. */
export function useOpenPasted(): (text: string) => void {
  const api = useApi()
  const failed = useFailureToast()
  const { mutate } = useMutation({
    mutationFn: (text: string) => api.call('sync.resolve', { text }),
    onSuccess: (found) => {
      if (found !== null) go('discover', { id: found.id })
    },
    onError: failed,
  })
  return (text) => {
    if (looksLikeAddress(text)) mutate(text.trim())
  }
}

import { useMutation } from '@tanstack/react-query'
import { useFailureToast } from '../../frame/failure-toast.ts'
import { go } from '../../router.tsx'
import { useApi } from '../../state/api.tsx'

/** How references to models begin that people copy; whether it is one, only the core knows. */
export const looksLikeReference = (text: string): boolean =>
  /^<?(https?:\/\/|(www\.)?(hf\.co|huggingface\.co|civitai\.(com|red|green))\/|(hf|huggingface|civitai):|(urn:)?air:)\S+$/i.test(
    text.trim(),
  )

/** Whether it could be one at all: `org/name` too. */
const isPossible = (text: string): boolean => /^\S*[/:]\S+$/.test(text.trim())

/** Opens the model that the text names; one that names a version or file of it is asked about. */
export function useOpenReference(otherwise: (text: string) => void): (text: string) => void {
  const api = useApi()
  const failed = useFailureToast()
  const { mutate } = useMutation({
    mutationFn: async (text: string) => {
      const found = await api.call('sync.resolve', { text })
      if (found === null) return otherwise(text)
      const names = [found.revision, found.path, found.quantization].some((part) => part !== null)
      if (names) await api.call('incoming.receive', { text })
      else go('discover', { id: found.id })
    },
    onError: (failure, text) => {
      otherwise(text)
      failed(failure)
    },
  })
  return (text) => {
    if (isPossible(text)) mutate(text.trim())
  }
}

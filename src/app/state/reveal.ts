import { useFailureToast } from '../frame/failure-toast.ts'
import { copyText } from '../lib/clipboard.ts'
import { useTexts } from '../locale.tsx'
import { useToast } from '../ui/toast.ts'
import { useApi } from './api.tsx'

interface Place {
  /** The model's own folder, which names its entry. */
  readonly folder: string
  /** What is copied where nothing can be shown. */
  readonly path: string
}

/** Shows a model's files in the file manager; where there is none, their path goes to the clipboard. */
export function useReveal(): (place: Place) => void {
  const { library: say } = useTexts()
  const api = useApi()
  const toast = useToast()
  const failed = useFailureToast()
  return ({ folder, path }) => {
    const show = async (): Promise<void> => {
      if (await api.call('library.reveal', { folder })) return
      if (await copyText(path)) toast({ title: say.noFileManager })
    }
    show().catch(failed)
  }
}

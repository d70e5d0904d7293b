import type { DownloadItem } from '#contract/downloads'
import { useTexts } from '../../locale.tsx'
import { useToast } from '../../ui/toast.ts'
import { useDownloadActions } from './download-actions.ts'

/** Cancelling can be taken back: it pauses first, and throws away only when the offer to undo has gone. */
export function useCancel(): (item: DownloadItem) => void {
  const { downloads: say, ui } = useTexts()
  const toast = useToast()
  const { pause, resume, cancel } = useDownloadActions()
  return (item) => {
    if (item.status.kind === 'failed' || item.progress.receivedBytes === 0) return cancel(item.id)
    let undone = false
    pause(item.id)
    toast({
      title: say.cancelled(item.name),
      detail: say.cancelledDetail,
      onGone: () => {
        if (!undone) cancel(item.id)
      },
      action: {
        label: ui.undo,
        run: () => {
          undone = true
          resume(item.id)
        },
      },
    })
  }
}

import { Toast } from '@base-ui/react/toast'
import { useCallback } from 'react'

export interface ToastMessage {
  /** A message with the id of one that still stands takes its place. */
  readonly id?: string
  readonly title: string
  readonly detail?: string
  readonly action?: { readonly label: string; readonly run: () => void }
  /** It has been closed, by the user or by time. */
  readonly onGone?: () => void
}

export function useToast(): (message: ToastMessage) => void {
  const { add, close } = Toast.useToastManager()
  return useCallback(
    ({ id: wantedId, title, detail, action, onGone }) => {
      const id = add({
        ...(wantedId !== undefined && { id: wantedId }),
        title,
        description: detail,
        onClose: onGone,
        ...(action !== undefined && {
          actionProps: {
            children: action.label,
            onClick: () => {
              action.run()
              close(id)
            },
          },
        }),
      })
    },
    [add, close],
  )
}

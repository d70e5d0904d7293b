import { Toast } from '@base-ui/react/toast'
import { useCallback } from 'react'

export interface ToastMessage {
  readonly title: string
  readonly detail?: string
  readonly action?: { readonly label: string; readonly run: () => void }
  /** It has been closed, by the user or by time. */
  readonly onGone?: () => void
}

export function useToast(): (message: ToastMessage) => void {
  const { add, close } = Toast.useToastManager()
  return useCallback(
    ({ title, detail, action, onGone }) => {
      const id = add({
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

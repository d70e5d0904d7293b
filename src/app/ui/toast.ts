import { Toast } from '@base-ui/react/toast'

export interface ToastMessage {
  readonly title: string
  readonly detail?: string
  readonly action?: { readonly label: string; readonly run: () => void }
}

export function useToast(): (message: ToastMessage) => void {
  const { add } = Toast.useToastManager()
  return ({ title, detail, action }) =>
    void add({
      title,
      description: detail,
      ...(action !== undefined && { actionProps: { children: action.label, onClick: action.run } }),
    })
}

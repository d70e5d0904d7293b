import { Toast as Base } from '@base-ui/react/toast'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTexts } from '../locale.tsx'
import { buttonClass } from './Button.tsx'

/** Says what happened elsewhere; never what the user is looking at. */
export function Toasts({ children }: { readonly children: ReactNode }) {
  return (
    <Base.Provider timeout={6000} limit={3}>
      {children}
      <Base.Portal>
        <Base.Viewport className="fixed end-4 bottom-20 z-50 w-[min(22rem,calc(100vw-2rem))] sm:bottom-4">
          <ToastList />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  )
}

function ToastList() {
  const { toasts } = Base.useToastManager()
  const texts = useTexts()
  return toasts.map((toast) => (
    <Base.Root
      key={toast.id}
      toast={toast}
      className="floats mt-2 flex items-start gap-3 p-3 ps-4 [transform:translateX(var(--toast-swipe-movement-x))]"
    >
      <Base.Content className="min-w-0 flex-1">
        <Base.Title className="font-medium" />
        <Base.Description className="text-sm text-soft" />
      </Base.Content>
      <Base.Action className={buttonClass('plain', 'sm')} />
      <Base.Close
        aria-hidden={false}
        aria-label={texts.ui.dismiss}
        className={buttonClass('quiet', 'sm', 'px-1.5')}
      >
        <X aria-hidden />
      </Base.Close>
    </Base.Root>
  ))
}

import { Dialog as Base } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import type { ReactNode, RefObject } from 'react'
import { cx } from '../lib/cx.ts'
import { useTexts } from '../locale.tsx'
import { IconButton } from './IconButton.tsx'

interface Props {
  readonly open: boolean
  readonly onClose: () => void
  readonly title: string
  readonly description?: string
  readonly children?: ReactNode
  /** Buttons, the primary one last. */
  readonly actions?: ReactNode
  readonly className?: string
  /** Where the focus goes afterwards, where that is not where it was before. */
  readonly opener?: RefObject<HTMLElement | null> | undefined
}

export function Dialog(props: Props) {
  const { open, onClose, title, description, children, actions, className, opener } = props
  const texts = useTexts()
  return (
    <Base.Root
      open={open}
      onOpenChange={(next) => {
        if (!next) onClose()
      }}
    >
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-30 bg-[oklch(0.15_0.01_80/0.45)] transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Popup
          finalFocus={opener}
          className={cx(
            'floats fixed top-1/2 left-1/2 z-30 flex max-h-[calc(100dvh-2rem)] w-[min(30rem,calc(100vw-2rem))] -translate-1/2 flex-col gap-4 rounded-dialog p-5',
            className,
          )}
        >
          <header className="pe-9">
            <Base.Title className="text-lg font-medium">{title}</Base.Title>
            {description !== undefined && (
              <Base.Description className="mt-1 text-soft">{description}</Base.Description>
            )}
          </header>
          {children !== undefined && <div className="-mx-5 min-h-0 overflow-y-auto px-5">{children}</div>}
          {actions !== undefined && <footer className="flex flex-wrap justify-end gap-2">{actions}</footer>}
          {/* Last, so that the focus begins at what the dialog asks. */}
          <Base.Close render={<IconButton label={texts.ui.close} className="absolute end-3 top-4" />}>
            <X aria-hidden />
          </Base.Close>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}

import type { ReactNode } from 'react'
import { useTexts } from '../../../locale.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'

interface Props {
  readonly open: boolean
  readonly onClose: () => void
  readonly children: ReactNode
}

/** The filters over the page, where there is no room beside the results. */
export function FilterSheet({ open, onClose, children }: Props) {
  const { filters } = useTexts()
  return (
    <Dialog open={open} onClose={onClose} title={filters.title} className="h-full">
      {children}
    </Dialog>
  )
}

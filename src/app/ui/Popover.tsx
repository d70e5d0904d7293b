import { Popover as Base } from '@base-ui/react/popover'
import type { ReactElement, ReactNode } from 'react'
import { cx } from '../lib/cx.ts'

interface Props {
  /** Names the popover for screen readers. */
  readonly title: string
  readonly trigger: ReactElement
  readonly children: ReactNode
  readonly titleHidden?: boolean
  readonly openOnHover?: boolean
  readonly onOpenChange?: (open: boolean) => void
  readonly align?: 'start' | 'center' | 'end'
  readonly className?: string
}

export function Popover(props: Props) {
  const { title, trigger, children, onOpenChange, align = 'start', className } = props
  const { titleHidden = false, openOnHover = false } = props
  return (
    <Base.Root onOpenChange={(open) => onOpenChange?.(open)}>
      <Base.Trigger render={trigger} openOnHover={openOnHover} delay={250} closeDelay={120} />
      <Base.Portal>
        <Base.Positioner align={align} sideOffset={6} collisionPadding={8} className="z-40">
          <Base.Popup className={cx('floats max-w-[min(22rem,calc(100vw-1rem))] p-4 text-base', className)}>
            <Base.Title className={titleHidden ? 'unseen' : 'mb-1 font-medium'}>{title}</Base.Title>
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

import { Popover as Base } from '@base-ui/react/popover'
import { useState, type ReactElement, type ReactNode } from 'react'
import { cx } from '../lib/cx.ts'

interface BodyProps {
  /** Names the popover for screen readers. */
  readonly title: string
  readonly children: ReactNode
  readonly titleHidden?: boolean
  readonly align?: 'start' | 'center' | 'end'
  readonly className?: string
}

interface Props extends BodyProps {
  readonly trigger: ReactElement
}

const closeDelay = 120
const delay = 250

export function Popover({ trigger, ...body }: Props) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Body {...body} />
    </Base.Root>
  )
}

function Body({ title, titleHidden = false, align = 'start', className, children }: BodyProps) {
  return (
    <Base.Portal>
      <Base.Positioner align={align} sideOffset={6} collisionPadding={8} className="z-40">
        <Base.Popup className={cx('floats max-w-[min(22rem,calc(100vw-1rem))] p-4 text-base', className)}>
          <Base.Title className={titleHidden ? 'unseen' : 'mb-1 font-medium'}>{title}</Base.Title>
          {children}
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  )
}

export type PopoverHandle<Of> = Base.Handle<Of>

export const usePopoverHandle = <Of,>(): PopoverHandle<Of> => useState(() => Base.createHandle<Of>())[0]

interface SharedProps<Of> {
  readonly handle: PopoverHandle<Of>
  readonly align: NonNullable<BodyProps['align']>
  readonly title: (of: Of) => string
  readonly children: (of: Of) => ReactNode
}

/** One for all triggers of a list, which may be many. */
export function SharedPopover<Of>({ handle, title, children, ...body }: SharedProps<Of>) {
  return (
    <Base.Root handle={handle}>
      {({ payload: of }) =>
        of === undefined ? null : (
          <Body title={title(of)} {...body}>
            {children(of)}
          </Body>
        )
      }
    </Base.Root>
  )
}

interface TriggerProps<Of> {
  readonly handle: PopoverHandle<Of>
  readonly of: Of
  readonly trigger: ReactElement
}

/** Opens a shared popover, on hover as well. */
export function SharedTrigger<Of>({ handle, of, trigger }: TriggerProps<Of>) {
  return (
    <Base.Trigger
      handle={handle}
      payload={of}
      render={trigger}
      openOnHover
      delay={delay}
      closeDelay={closeDelay}
    />
  )
}

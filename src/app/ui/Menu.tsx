import { Menu as Base } from '@base-ui/react/menu'
import type { ReactElement, ReactNode } from 'react'
import { cx } from '../lib/cx.ts'

export interface MenuAction {
  readonly label: string
  readonly icon?: ReactNode
  readonly danger?: boolean
  readonly disabled?: boolean
  readonly onSelect: () => void
}

interface Props {
  readonly trigger: ReactElement
  readonly actions: readonly MenuAction[]
}

export function Menu({ trigger, actions }: Props) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner align="end" sideOffset={4} className="z-40">
          <Base.Popup className="floats min-w-44 p-1">
            {actions.map((action) => (
              <Base.Item
                key={action.label}
                disabled={action.disabled ?? false}
                onClick={action.onSelect}
                className={cx(
                  'flex h-8 items-center gap-2 rounded-control px-2 pe-4 text-base data-disabled:text-faint data-highlighted:bg-hover [&_svg]:size-4',
                  action.danger === true ? 'text-never' : '[&_svg]:text-faint',
                )}
              >
                {action.icon}
                {action.label}
              </Base.Item>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

import { createContext, use, type ReactNode } from 'react'
import { SharedPopover, SharedTrigger, usePopoverHandle, type PopoverHandle } from '../../ui/Popover.tsx'

export interface Explanation {
  readonly title: string
  readonly body: ReactNode
}

const HandleContext = createContext<PopoverHandle<Explanation> | null>(null)

const titleOf = ({ title }: Explanation): string => title
const bodyOf = ({ body }: Explanation): ReactNode => body

/** Holds the one popover of everything within that explains itself. */
export function Explanations({ children }: { readonly children: ReactNode }) {
  const handle = usePopoverHandle<Explanation>()
  return (
    <HandleContext value={handle}>
      {children}
      <SharedPopover handle={handle} align="start" title={titleOf}>
        {bodyOf}
      </SharedPopover>
    </HandleContext>
  )
}

interface Props extends Explanation {
  /** What it is, read aloud with whatever it stands for. */
  readonly label: string
  readonly className?: string
  readonly children: ReactNode
}

/** A word, and behind it why: on hover, on click, and from the keyboard. */
export function Explain({ label, title, body, className = 'flex', children }: Props) {
  const handle = use(HandleContext)
  if (handle === null) return children
  return (
    <SharedTrigger
      handle={handle}
      of={{ title, body }}
      trigger={
        <button type="button" aria-label={label} className={`${className} rounded-control`}>
          {children}
        </button>
      }
    />
  )
}

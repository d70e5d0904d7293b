import { Tabs as Base } from '@base-ui/react/tabs'
import type { ReactNode } from 'react'

export interface Tab<T extends string> {
  readonly value: T
  readonly label: string
  readonly count?: string
}

interface Props<T extends string> {
  readonly label: string
  readonly value: T
  readonly tabs: readonly Tab<T>[]
  readonly onChange: (value: T) => void
  readonly children?: ReactNode
}

const tabClass =
  'relative flex h-9 items-center gap-1.5 px-3 text-base text-soft transition-colors duration-120 hover:text-ink ' +
  'data-active:text-ink data-active:font-medium focus-visible:-outline-offset-2 rounded-control ' +
  'after:absolute after:inset-x-3 after:bottom-0 after:h-0.5 after:rounded-full data-active:after:bg-ring'

/** Panels are given as children (`TabPanel`), so that only the shown one is built. */
export function Tabs<T extends string>({ label, value, tabs, onChange, children }: Props<T>) {
  return (
    <Base.Root value={value} onValueChange={(next: T) => onChange(next)} className="min-h-0">
      <Base.List aria-label={label} className="-ms-3 flex overflow-x-auto border-b border-line">
        {tabs.map((tab) => (
          <Base.Tab key={tab.value} value={tab.value} className={tabClass}>
            {tab.label}
            {tab.count !== undefined && <span className="text-sm font-normal text-faint">{tab.count}</span>}
          </Base.Tab>
        ))}
      </Base.List>
      {children}
    </Base.Root>
  )
}

export function TabPanel({ value, children }: { readonly value: string; readonly children: ReactNode }) {
  return (
    <Base.Panel value={value} className="pt-4">
      {children}
    </Base.Panel>
  )
}

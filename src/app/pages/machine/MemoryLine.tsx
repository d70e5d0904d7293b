import type { ReactNode } from 'react'
import { useFormat, useTexts } from '../../locale.tsx'
import { Meter } from '../../ui/Meter.tsx'

interface Props {
  readonly label: string
  readonly totalMiB: number | null
  readonly freeMiB: number | null
  readonly yours: boolean
  readonly action: ReactNode
}

/** How much memory there is and how much of it is free now. */
export function MemoryLine({ label, totalMiB, freeMiB, yours, action }: Props) {
  const { machine: say, ui } = useTexts()
  const format = useFormat()
  const words =
    totalMiB === null
      ? say.memoryUnknown
      : freeMiB === null
        ? say.total(format.memory(totalMiB))
        : say.freeOf(format.memory(freeMiB), format.memory(totalMiB))
  return (
    <div>
      <div className="flex min-h-8 items-center gap-2 text-sm">
        <span className="text-soft">{label}</span>
        <span className="ms-auto font-medium">{words}</span>
        {yours && <span className="text-xs font-medium text-honey-ink">{ui.yours}</span>}
        {action}
      </div>
      <Meter
        label={label}
        used={totalMiB === null || freeMiB === null ? 0 : totalMiB - freeMiB}
        capacity={totalMiB ?? 0}
        say={words}
      />
    </div>
  )
}

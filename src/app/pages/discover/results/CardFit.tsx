import type { CardMemory, Fit, ModelCard } from '#contract/catalog'
import { CircleHelp, Cpu, Gpu, Layers2, MemoryStick, type LucideIcon } from 'lucide-react'
import type { ReactElement } from 'react'
import { knownBytes } from '../../../lib/memory.ts'
import { useFormat, useTexts } from '../../../locale.tsx'
import { FitBar } from '../../../ui/FitBar.tsx'

const iconOf = (Icon: LucideIcon) => <Icon aria-hidden className="size-3.5 shrink-0 text-faint" />
const fitIcons: Record<Fit, ReactElement> = {
  gpu: iconOf(Gpu),
  partial: iconOf(Layers2),
  cpu: iconOf(Cpu),
  'too-large': iconOf(MemoryStick),
  unknown: iconOf(CircleHelp),
}

interface WordProps {
  readonly fit: Fit
  /** Not all of the memory that it takes is known. */
  readonly likely?: boolean
}

export function FitWord({ fit, likely = false }: WordProps) {
  const { card } = useTexts()
  return (
    <span className="inline-flex min-w-0 items-center gap-1.5" title={likely ? card.likely : undefined}>
      {fitIcons[fit]}
      <span className="truncate">{card.fits[fit]}</span>
    </span>
  )
}

/** Where the model would run and how full that gets. */
export function CardFit({ verdict: { fit, fitIsLikely, memory } }: Pick<ModelCard, 'verdict'>) {
  const say = useFitWords()
  return (
    <div className="flex flex-col gap-1">
      <div className="flex items-center justify-between gap-2 text-xs text-soft">
        <FitWord fit={fit} likely={fitIsLikely} />
        {memory !== null && <span className="shrink-0">{say.need(memory)}</span>}
      </div>
      {memory === null ? (
        <div aria-hidden className="h-2 rounded-full border border-dashed border-line" />
      ) : (
        <FitBar
          parts={memory.parts}
          capacityBytes={memory.capacityBytes}
          freeBytes={null}
          say={say.all(fit, memory)}
        />
      )}
    </div>
  )
}

export function useFitWords() {
  const { card } = useTexts()
  const format = useFormat()
  const part = (name: string) => (card.parts as Readonly<Record<string, string>>)[name] ?? name
  return {
    part,
    fit: (fit: Fit): string => card.fits[fit],
    /** "6.1 of 12 GB", or "at least 6.1 of 12 GB" while a part is unknown. */
    need({ parts, capacityBytes }: CardMemory): string {
      const words = card.needOf(format.memoryBytes(knownBytes(parts)), format.memoryBytes(capacityBytes))
      return parts.some(({ bytes }) => bytes === null) ? card.atLeast(words) : words
    },
    all(fit: Fit, { parts, capacityBytes }: CardMemory): string {
      const amounts = parts.map(({ name, bytes }) =>
        bytes === null ? card.unknownPart(part(name)) : `${format.memoryBytes(bytes)} ${part(name)}`,
      )
      return card.fitWords(card.fits[fit], format.list(amounts), format.memoryBytes(capacityBytes))
    },
  }
}

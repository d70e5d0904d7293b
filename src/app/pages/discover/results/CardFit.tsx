import type { ModelCard } from '#contract/catalog'
import { Cpu, Gpu, HelpCircle, Layers2, MemoryStick } from 'lucide-react'
import type { ComponentType } from 'react'
import { useFormat, useTexts } from '../../../locale.tsx'
import { FitBar, type FitPart } from '../../../ui/FitBar.tsx'

type Verdict = ModelCard['verdict']

const fitIcons: Record<Verdict['fit'], ComponentType<{ className?: string; 'aria-hidden': true }>> = {
  gpu: Gpu,
  partial: Layers2,
  cpu: Cpu,
  'too-large': MemoryStick,
  unknown: HelpCircle,
}

const partsOf = ({ weights, cache, overhead }: NonNullable<Verdict['memory']>): readonly FitPart[] => [
  { kind: 'weights', bytes: weights },
  { kind: 'cache', bytes: cache },
  { kind: 'overhead', bytes: overhead },
]
const mebibyte = 1_048_576

export function FitWord({ fit }: { readonly fit: Verdict['fit'] }) {
  const { card } = useTexts()
  const Icon = fitIcons[fit]
  return (
    <span className="inline-flex min-w-0 items-center gap-1.5">
      <Icon aria-hidden className="size-3.5 shrink-0 text-faint" />
      <span className="truncate">{card.fits[fit]}</span>
    </span>
  )
}

/** Where the model would run and how full that gets. */
export function CardFit({ verdict }: { readonly verdict: Verdict }) {
  const { card } = useTexts()
  const format = useFormat()
  const { memory, fit } = verdict
  const gigabytes = (bytes: number) => format.memory(bytes / mebibyte)
  const parts = memory === null ? [] : partsOf(memory)
  const need = parts.reduce((sum, part) => sum + part.bytes, 0)
  const words = format.list(parts.map((part) => `${gigabytes(part.bytes)} ${card.parts[part.kind]}`))
  return (
    <div className="flex flex-col gap-1">
      <div className="flex items-center justify-between gap-2 text-xs text-soft">
        <FitWord fit={fit} />
        {memory !== null && <span>{card.needOf(gigabytes(need), gigabytes(memory.capacity))}</span>}
      </div>
      {memory === null ? (
        <div aria-hidden className="h-2 rounded-full border border-dashed border-line" />
      ) : (
        <FitBar
          parts={parts}
          capacityBytes={memory.capacity}
          freeBytes={null}
          say={card.fitWords(card.fits[fit], words, gigabytes(memory.capacity))}
        />
      )}
    </div>
  )
}

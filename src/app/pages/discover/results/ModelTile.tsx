import type { ModelCard } from '#contract/catalog'
import { useId, type CSSProperties } from 'react'
import { useFormat } from '../../../locale.tsx'
import { knownBytes } from '../../../lib/memory.ts'
import { cx } from '../../../lib/cx.ts'
import { familyHue, familyMark } from './family-mark.ts'

interface Props {
  readonly model: Pick<ModelCard, 'architecture' | 'parameters' | 'name' | 'verdict'>
  readonly className?: string
  readonly large?: boolean
}

const cell = 'M32 3 57.1 17.5v29L32 61 6.9 46.5v-29z'

/**
 * A picture made of facts: the family's mark in a cell of comb, tinted by the family, filled as far as the model fills
 * the memory it would run in, with its size beneath.
 */
export function ModelTile({ model, className, large = false }: Props) {
  const format = useFormat()
  const clip = useId()
  const { memory } = model.verdict
  const fill = memory === null ? null : knownBytes(memory.parts) / memory.capacityBytes
  const level = fill === null ? 0 : 58 * Math.min(1, fill)
  return (
    <span
      aria-hidden
      style={{ '--hue': familyHue(model.architecture) } as CSSProperties}
      className={cx(
        'flex flex-col items-center justify-center gap-0.5 rounded-control bg-[light-dark(oklch(0.96_0.018_var(--hue)),oklch(0.25_0.02_var(--hue)))] text-[light-dark(oklch(0.45_0.07_var(--hue)),oklch(0.82_0.06_var(--hue)))]',
        className,
      )}
    >
      <svg viewBox="0 0 64 64" className={large ? 'size-24' : 'size-11'}>
        <clipPath id={clip}>
          <path d={cell} />
        </clipPath>
        <path d={cell} className="fill-current opacity-10" />
        <rect
          x="0"
          y={61 - level}
          width="64"
          height={level}
          clipPath={`url(#${clip})`}
          className="fill-current opacity-25"
        />
        <path d={cell} fill="none" stroke="currentColor" strokeWidth="2" strokeLinejoin="round" />
        <text
          x="32"
          y="32"
          dominantBaseline="central"
          textAnchor="middle"
          className="fill-current text-[19px] font-bold"
        >
          {familyMark(model.architecture ?? model.name)}
        </text>
      </svg>
      {model.parameters !== null && (
        <span className={large ? 'text-lg font-medium' : 'text-xs font-medium'}>
          {format.parameters(model.parameters)}
        </span>
      )}
    </span>
  )
}

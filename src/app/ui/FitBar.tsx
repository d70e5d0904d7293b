import { cx } from '../lib/cx.ts'
import { knownBytes, type MemoryPart } from '../lib/memory.ts'

interface Props {
  readonly parts: readonly MemoryPart[]
  readonly capacityBytes: number
  /** What of the capacity is free now; marked with a tick. */
  readonly freeBytes: number | null
  /** The same in words, for those who cannot see the bar. */
  readonly say: string
  readonly tall?: boolean
}

/** Weights of any kind are darkest, then what grows with the work, then the rest. */
export const partClass = (name: string): string => {
  if (name === 'context' || name === 'activations') return 'bg-part-cache'
  return name === 'overhead' ? 'bg-part-overhead' : 'bg-part-weights'
}

const percent = (part: number, whole: number): string =>
  `${Math.max(0, Math.min(100, (part / whole) * 100))}%`

/**
 * What a model takes of the memory it would run in. Where it takes more than there is, the bar is drawn to the
 * need, and what lies beyond the capacity is hatched.
 */
export function FitBar({ parts, capacityBytes, freeBytes, say, tall = false }: Props) {
  const needBytes = knownBytes(parts)
  const wholeBytes = Math.max(capacityBytes, needBytes, 1)
  return (
    <div role="img" aria-label={say} className={cx('relative', tall ? 'h-3' : 'h-2')}>
      <div className="flex size-full gap-px overflow-hidden rounded-full bg-press">
        {parts.map(({ name, bytes }) => (
          <div key={name} className={partClass(name)} style={{ width: percent(bytes ?? 0, wholeBytes) }} />
        ))}
      </div>
      {needBytes > capacityBytes && (
        <div
          className="absolute inset-y-0 end-0 hatched rounded-e-full border-s-2 border-never bg-surface"
          style={{ width: percent(needBytes - capacityBytes, wholeBytes) }}
        />
      )}
      {freeBytes !== null && freeBytes < wholeBytes && (
        <div
          className="absolute -inset-y-0.5 w-0.5 rounded-full bg-ink outline-1 outline-surface"
          style={{ insetInlineStart: percent(freeBytes, wholeBytes) }}
        />
      )}
    </div>
  )
}

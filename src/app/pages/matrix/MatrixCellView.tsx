import type { MatrixCell } from '#contract/judge'
import { MemoryStick } from 'lucide-react'
import { cx } from '../../lib/cx.ts'
import { useTexts } from '../../locale.tsx'
import { toneClass } from '../../ui/Badge.tsx'
import { VerdictIcon } from '../../ui/VerdictBadge.tsx'
import { cellTone, cellWord, isTooLarge } from './cell-words.ts'

/** A tile of the heat map: a colour, a shape and a word. */
export function MatrixTile({ cell }: { readonly cell: MatrixCell }) {
  const texts = useTexts()
  return (
    <span
      className={cx(
        'flex size-full items-center justify-center gap-1.5 rounded-[4px] px-1.5 text-xs [&_svg]:size-3.5 [&_svg]:shrink-0',
        toneClass[cellTone(cell)],
      )}
    >
      {isTooLarge(cell) ? <MemoryStick aria-hidden /> : <VerdictIcon confidence={cell.confidence} />}
      <span className="truncate">{cellWord(cell, texts)}</span>
    </span>
  )
}

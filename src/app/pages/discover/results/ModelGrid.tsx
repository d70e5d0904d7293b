import { memo, useCallback } from 'react'
import { useTexts } from '../../../locale.tsx'
import { lineStyle, useVirtualLines, useWidth } from '../../../ui/virtual.ts'
import { useArriving } from '../query/results.ts'
import type { Rows } from '../query/rows.ts'
import { CardSkeleton, FlyingCard } from './CardSkeleton.tsx'
import { TallCard, tallCardText } from './TallCard.tsx'
import { cardHeight, ModelCardView } from './ModelCardView.tsx'

const gap = 10
const wide = { minWidth: 312, heightAt: () => cardHeight }
/** A picture of 3:4, and the text below it. */
const tall = { minWidth: 208, heightAt: (width: number) => Math.round((width * 4) / 3) + tallCardText }

interface Props {
  readonly rows: Rows
  readonly openId: string | undefined
  readonly scroller: HTMLDivElement
  /** Pictures first, where all are image models. */
  readonly pictures: boolean
}

/** Cards of one height in as many columns as fit; only those in sight are there. */
export const ModelGrid = memo(function ModelGrid({ rows, openId, scroller, pictures }: Props) {
  const { discover } = useTexts()
  const width = useWidth(scroller)
  const shape = pictures ? tall : wide
  const columns = Math.max(1, Math.floor((width + gap) / (shape.minWidth + gap)))
  const height = shape.heightAt((width - gap * (columns - 1)) / columns)
  const look = useCallback(
    (first: number, last: number) => rows.look(first * columns, (last + 1) * columns - 1),
    [rows, columns],
  )
  useArriving(rows)
  const { total, lines, flying } = useVirtualLines({
    scroller,
    count: Math.ceil(rows.total / columns),
    size: height,
    gap,
    overscan: 1,
    onLook: look,
  })
  return (
    <div role="feed" aria-label={discover.resultsLabel} className="relative" style={{ height: total }}>
      {lines.map((line) => (
        <div
          key={line.key}
          className="absolute inset-x-0 grid gap-2.5 [contain:size_layout_style]"
          style={{
            height,
            ...lineStyle(line.start, flying),
            gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
          }}
        >
          {Array.from({ length: Math.min(columns, rows.total - line.index * columns) }, (_, column) => {
            const model = rows.at(line.index * columns + column)
            if (flying) return <FlyingCard key={column} name={model?.name} height={height} />
            if (model === undefined) return <CardSkeleton key={column} height={height} />
            const open = model.id === openId
            return pictures ? (
              <TallCard key={column} model={model} open={open} height={height} />
            ) : (
              <ModelCardView key={column} model={model} open={open} />
            )
          })}
        </div>
      ))}
    </div>
  )
})

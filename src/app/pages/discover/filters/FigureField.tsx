import { readFigure } from '#domain/figure'
import { useState, type KeyboardEvent } from 'react'
import { useFormat, useSpell, useTexts } from '../../../locale.tsx'
import { useQueryChange } from '../../../router.tsx'
import { Input } from '../../../ui/Input.tsx'
import { writeBounds, type Bounds, type RangeName } from '../query/discover-query.ts'
import { rangeUnits, rangeWords } from './range-scale.ts'

interface Props {
  readonly range: RangeName
  readonly end: 'min' | 'max'
  readonly bounds: Bounds
}

/** One end of a range, as people write it: `7b`, `8 GB`, `32k`. Empty is any. */
export function FigureField({ range, end, bounds }: Props) {
  const format = useFormat()
  const value = bounds[end]
  const words = value === undefined ? '' : rangeWords[range](format, value)
  // Another value from elsewhere begins anew.
  return <Field key={words} range={range} end={end} bounds={bounds} words={words} />
}

function Field({ range, end, bounds, words }: Props & { readonly words: string }) {
  const { filters } = useTexts()
  const spell = useSpell()
  const change = useQueryChange()
  const [text, setText] = useState(words)
  const figure = readFigure(text.replace(',', '.'), rangeUnits[range])
  const isWrong = text.trim() !== '' && text !== words && figure === null
  const commit = (): void => {
    if (text === words || isWrong) return
    const next = { ...bounds, [end]: figure ?? undefined }
    const isUpsideDown = next.min !== undefined && next.max !== undefined && next.min > next.max
    // What was typed last is meant; the other end has to give way.
    change({ [range]: writeBounds(isUpsideDown ? { [end]: next[end] } : next) })
  }
  return (
    <Input
      aria-label={`${filters.ranges[range]}: ${end === 'min' ? filters.from : filters.to}`}
      aria-invalid={isWrong}
      title={isWrong ? spell(rangeUnits[range].expected) : undefined}
      placeholder={filters.any}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={commit}
      onKeyDown={(event: KeyboardEvent) => event.key === 'Enter' && commit()}
      boxClassName="h-7 w-full has-aria-invalid:border-never"
      className="text-sm"
    />
  )
}

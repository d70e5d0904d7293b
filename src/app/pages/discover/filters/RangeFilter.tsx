import { memo, useState } from 'react'
import { useFormat, useTexts } from '../../../locale.tsx'
import { useQueryChange } from '../../../router.tsx'
import { RangeSlider } from '../../../ui/Slider.tsx'
import { writeBounds, type Bounds, type RangeName } from '../query/discover-query.ts'
import { FigureField } from './FigureField.tsx'
import { FilterSection } from './FilterSection.tsx'
import { boundsAt, placesOf, rangeWords, sizeClasses, stops } from './range-scale.ts'

interface Props {
  readonly range: RangeName
  readonly bounds: Bounds | undefined
  readonly startsOpen: boolean
}

const open: Bounds = {}

export const RangeFilter = memo(function RangeFilter({ range, bounds = open, startsOpen }: Props) {
  const { filters } = useTexts()
  const change = useQueryChange()
  const active = bounds.min !== undefined || bounds.max !== undefined
  return (
    <FilterSection
      title={filters.ranges[range]}
      startsOpen={startsOpen || active}
      active={active}
      onReset={() => change({ [range]: '' })}
    >
      <RangePicker key={writeBounds(bounds)} range={range} bounds={bounds} />
      <div className="flex items-center gap-1.5 px-2">
        <FigureField range={range} end="min" bounds={bounds} />
        <span aria-hidden className="text-faint">
          –
        </span>
        <FigureField range={range} end="max" bounds={bounds} />
      </div>
      {range === 'parameters' && <SizeClasses bounds={bounds} />}
    </FilterSection>
  )
})

export function useBoundsWords(): (range: RangeName, bounds: Bounds) => string {
  const { filters } = useTexts()
  const format = useFormat()
  return (range, { min, max }) => {
    const say = (value: number) => rangeWords[range](format, value)
    if (min !== undefined && max !== undefined) return filters.between(say(min), say(max))
    if (min !== undefined) return filters.atLeast(say(min))
    return max === undefined ? filters.any : filters.atMost(say(max))
  }
}

/** Follows the hand at once; the address follows when the hand rests. */
function RangePicker({ range, bounds }: Omit<Props, 'startsOpen' | 'bounds'> & { readonly bounds: Bounds }) {
  const { filters } = useTexts()
  const format = useFormat()
  const change = useQueryChange()
  const [places, setPlaces] = useState(() => placesOf(range, bounds))
  const last = stops[range].length + 1
  return (
    <RangeSlider
      label={filters.ranges[range]}
      thumbLabels={[filters.from, filters.to]}
      min={0}
      max={last}
      value={places}
      onChange={setPlaces}
      onCommit={(next) => change({ [range]: writeBounds(boundsAt(range, next)) })}
      say={(place) => {
        const stop = stops[range][place - 1]
        return stop === undefined ? filters.any : rangeWords[range](format, stop)
      }}
    />
  )
}

function SizeClasses({ bounds }: { readonly bounds: Bounds }) {
  const { filters } = useTexts()
  const words = useBoundsWords()
  const change = useQueryChange()
  return (
    <div className="mt-1.5 flex flex-wrap gap-1 px-2">
      {sizeClasses.map(([name, min, max]) => {
        const pressed = bounds.min === min && bounds.max === max
        return (
          <button
            key={name}
            type="button"
            aria-pressed={pressed}
            title={words('parameters', { min, max })}
            onClick={() => change({ parameters: pressed ? '' : writeBounds({ min, max }) })}
            className="h-6 rounded-control border border-line px-1.5 text-xs text-soft hover:bg-hover hover:text-ink aria-pressed:border-ring aria-pressed:bg-honey-wash aria-pressed:text-honey-ink"
          >
            {filters.sizes[name]}
          </button>
        )
      })}
    </div>
  )
}

import { memo } from 'react'
import { useTexts } from '../../../locale.tsx'
import { useQueryChange } from '../../../router.tsx'
import { Select } from '../../../ui/Select.tsx'
import { FilterSection } from './FilterSection.tsx'

const spans = ['any', '1', '7', '30', '90', '365'] as const
type Span = (typeof spans)[number]

export const UpdatedFilter = memo(function UpdatedFilter({ days }: { readonly days: number | null }) {
  const { filters } = useTexts()
  const change = useQueryChange()
  const value: Span = spans.find((span) => span === String(days)) ?? 'any'
  return (
    <FilterSection
      title={filters.updated}
      startsOpen={days !== null}
      active={days !== null}
      onReset={() => change({ within: '' })}
    >
      <div className="px-2">
        <Select
          label={filters.updated}
          value={value}
          onChange={(span) => change({ within: span === 'any' ? '' : span })}
          options={spans.map((span) => ({ value: span, label: filters.within[span] }))}
          className="w-full"
        />
      </div>
    </FilterSection>
  )
})

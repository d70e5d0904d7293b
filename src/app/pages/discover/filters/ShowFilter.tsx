import type { CatalogPage } from '#contract/catalog'
import { memo } from 'react'
import { useFormat, useTexts } from '../../../locale.tsx'
import { useQueryChange } from '../../../router.tsx'
import { Checkbox } from '../../../ui/Checkbox.tsx'
import type { Choices, ShowName } from '../query/discover-query.ts'
import { FilterSection } from './FilterSection.tsx'

interface Props {
  readonly show: Choices['show']
  readonly hidden: CatalogPage['hidden']
}

/** What is shown beside what runs here: nothing, unless asked for. */
export const ShowFilter = memo(function ShowFilter({ show, hidden }: Props) {
  const { filters } = useTexts()
  const format = useFormat()
  const change = useQueryChange()
  const rows: readonly (readonly [ShowName, string, number | null])[] = [
    ['comingSoon', filters.showSoon, hidden?.comingSoon ?? null],
    ['tooLarge', filters.showTooLarge, hidden?.tooLarge ?? null],
    ['incompatible', filters.showIncompatible, hidden?.incompatible ?? null],
    ['nsfw', filters.showNsfw, null],
  ]
  return (
    <FilterSection
      title={filters.show}
      startsOpen
      active={Object.values(show).some(Boolean)}
      onReset={() => change({ comingSoon: '', tooLarge: '', incompatible: '', nsfw: '' })}
    >
      {rows.map(([name, label, count]) => (
        <Checkbox
          key={name}
          checked={show[name]}
          onChange={(checked) => change({ [name]: checked ? '1' : '' })}
          after={count === null || count === 0 ? undefined : format.compact(count)}
        >
          {label}
        </Checkbox>
      ))}
    </FilterSection>
  )
})

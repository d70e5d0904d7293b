import type { CatalogPage } from '#contract/catalog'
import { PanelLeft, SlidersHorizontal } from 'lucide-react'
import { useTexts } from '../../locale.tsx'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { CatalogStatus } from './CatalogStatus.tsx'
import { useFiltersOpen } from './filters/filters-open.ts'
import { useHeadline } from './headline.ts'
import { HubSearchNote } from './HubSearchNote.tsx'
import type { Choices } from './query/discover-query.ts'
import { SearchField } from './SearchField.tsx'
import { Toolbar } from './Toolbar.tsx'
import { WhatIfBanner } from './what-if/WhatIfBanner.tsx'

interface Props {
  readonly choices: Choices
  /** The same without the text. */
  readonly filterChoices: Choices
  readonly page: CatalogPage | undefined
  readonly onOpenFilters: () => void
}

const noNotes: CatalogPage['notes'] = []

export function DiscoverHeader({ choices, filterChoices, page, onOpenFilters }: Props) {
  const { frame, discover: say } = useTexts()
  const headline = useHeadline({ choices, page })
  const { open, toggle } = useFiltersOpen()
  const { tab, sort, direction, view, whatIf } = filterChoices
  return (
    <header className="flex flex-col gap-3 border-b border-line px-4 pt-4 pb-3">
      <div className="flex flex-wrap items-baseline gap-x-3">
        <h1 className="text-xl font-bold">{frame.discover}</h1>
        <p role="status" className="text-pretty text-soft max-sm:order-last max-sm:basis-full">
          {headline}
        </p>
        <HubSearchNote text={choices.text} />
        <span className="-my-2 ms-auto">
          <CatalogStatus />
        </span>
      </div>
      {choices.whatIf !== null && <WhatIfBanner whatIf={choices.whatIf} />}
      <div className="flex flex-wrap items-start gap-2">
        <span className="max-md:hidden">
          <IconButton label={open ? say.hideFilters : say.showFilters} pressed={open} onClick={toggle}>
            <PanelLeft aria-hidden />
          </IconButton>
        </span>
        <SearchField text={choices.text} notes={page?.notes ?? noNotes} />
        <Button className="h-8 md:hidden" icon={<SlidersHorizontal aria-hidden />} onClick={onOpenFilters}>
          {say.filters}
        </Button>
        <Toolbar
          tab={tab}
          sort={sort}
          direction={direction}
          view={view}
          whatIf={whatIf}
          workers={filterChoices.facets.worker}
        />
      </div>
    </header>
  )
}

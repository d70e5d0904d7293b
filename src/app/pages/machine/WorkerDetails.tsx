import type { WorkersState } from '#contract/workers'
import { Collapsible } from '@base-ui/react/collapsible'
import { ChevronDown } from 'lucide-react'
import { useFormat, useTexts } from '../../locale.tsx'
import { useOpenExternal } from '../../state/open-external.ts'
import { Fact, Facts } from '../../ui/Facts.tsx'

type Variant = WorkersState['recommended'][number]

interface Props {
  /** The worker it belongs to, in the words of people. */
  readonly name: string
  readonly variant: Variant
  /** An installed worker of another backend: where this variant runs says nothing about it. */
  readonly placesKnown?: boolean
}

/** What there is to read about a worker, folded away. What nobody tells is left out. */
export function WorkerDetails({ name, variant, placesKnown = true }: Props) {
  const { machine: say } = useTexts()
  const { description, toldBy } = variant.details
  return (
    <Collapsible.Root>
      <Collapsible.Trigger
        aria-label={say.detailsOf(name)}
        className="group -mx-2 flex h-8 items-center gap-1.5 rounded-control px-2 text-sm font-medium text-soft hover:text-ink"
      >
        <ChevronDown
          aria-hidden
          className="size-3.5 -rotate-90 text-faint transition-transform duration-120 group-data-panel-open:rotate-0 rtl:rotate-90 rtl:group-data-panel-open:rotate-0"
        />
        {say.details}
      </Collapsible.Trigger>
      <Collapsible.Panel className="flex flex-col gap-1.5 pt-1">
        {description !== null && (
          <p data-foreign dir="auto" className="text-sm break-words">
            {description}
          </p>
        )}
        <Facts>
          <Abilities variant={variant} />
          {placesKnown && <Places variant={variant} />}
          <Origin variant={variant} />
        </Facts>
        {toldBy === 'catalog' && <p className="text-xs text-faint">{say.toldByCatalog}</p>}
      </Collapsible.Panel>
    </Collapsible.Root>
  )
}

function Abilities({ variant: { details } }: Pick<Props, 'variant'>) {
  const { machine: say, filters } = useTexts()
  const format = useFormat()
  const yesNo = (is: boolean) => (is ? say.yesNo.yes : say.yesNo.no)
  return (
    <>
      {details.formats.length > 0 && <Fact label={say.formats} value={details.formats.join(', ')} />}
      {details.tasks.length > 0 && (
        <Fact label={say.tasks} value={details.tasks.map((task) => filters.tasks[task] ?? task).join(', ')} />
      )}
      {details.maxContextLength !== null && (
        <Fact label={say.maxContext} value={format.context(details.maxContextLength)} />
      )}
      {details.streaming !== null && <Fact label={say.streaming} value={yesNo(details.streaming)} />}
      {details.batching !== null && <Fact label={say.batching} value={yesNo(details.batching)} />}
    </>
  )
}

function Places({ variant: { platforms, architectures } }: Pick<Props, 'variant'>) {
  const { machine: say } = useTexts()
  return (
    <>
      <Fact label={say.platforms} value={platforms.map((each) => say.platform[each]).join(', ')} />
      <Fact label={say.architectures} value={architectures.join(', ')} />
    </>
  )
}

function Origin({ variant: { details } }: Pick<Props, 'variant'>) {
  const { machine: say } = useTexts()
  const openExternal = useOpenExternal()
  const { licence, buildSystem, sourceUrl } = details
  return (
    <>
      {licence !== null && <Fact label={say.licence} value={licence} />}
      {buildSystem !== null && <Fact label={say.buildSystem} value={buildSystem} />}
      {sourceUrl !== null && (
        <Fact
          label={say.sourceCode}
          value={
            <button
              type="button"
              title={sourceUrl}
              onClick={() => openExternal(sourceUrl)}
              className="max-w-full truncate rounded-control underline underline-offset-2 hover:text-ink"
            >
              {sourceUrl.replace(/^https:\/\//, '')}
            </button>
          }
        />
      )}
    </>
  )
}

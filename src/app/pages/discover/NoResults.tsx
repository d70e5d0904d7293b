import type { CatalogPage } from '#contract/catalog'
import { useFormat, useTexts } from '../../locale.tsx'
import { Link, useQueryChange, type Query } from '../../router.tsx'
import { useWorkers } from '../../state/machine.ts'
import { Button, buttonClass } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { hasFilters, noFilters, writeWhatIf, type Choices } from './query/discover-query.ts'

interface Props {
  readonly choices: Choices
  readonly text: string
  readonly page: CatalogPage
}

/** Why there is nothing, and the step that leads on. */
export function NoResults(props: Props) {
  return (
    <div className="min-h-0 flex-1 overflow-auto">
      <WhyAndWhatNext {...props} />
    </div>
  )
}

function WhyAndWhatNext({ choices, text, page }: Props) {
  const { discover: say, filters } = useTexts()
  const format = useFormat()
  const workers = useWorkers()
  const change = useQueryChange()
  const canRun = workers?.workers.some((worker) => worker.problem === null) ?? true
  if (!canRun && choices.whatIf === null) return <NoWorker />
  const { hidden } = page
  const offers: readonly (readonly [number, string, Query])[] = [
    [hidden?.comingSoon ?? 0, say.showSoon(format.number(hidden?.comingSoon ?? 0)), { comingSoon: '1' }],
    [hidden?.tooLarge ?? 0, say.showTooLarge(format.number(hidden?.tooLarge ?? 0)), { tooLarge: '1' }],
    [
      hidden?.incompatible ?? 0,
      say.showIncompatible(format.number(hidden?.incompatible ?? 0)),
      { incompatible: '1' },
    ],
  ]
  const open = offers.filter(([count]) => count > 0)
  return (
    <EmptyState
      title={say.emptyTitle}
      action={
        <>
          {hasFilters(choices) && (
            <Button kind="primary" onClick={() => change(noFilters)}>
              {say.emptyWithout}
            </Button>
          )}
          {text !== '' && <Button onClick={() => change({ q: '' })}>{say.clearSearch}</Button>}
          {choices.whatIf !== null && (
            <Button onClick={() => change(writeWhatIf(null))}>{filters.worker.leave}</Button>
          )}
          {open.map(([, label, query]) => (
            <Button key={label} onClick={() => change(query)}>
              {label}
            </Button>
          ))}
        </>
      }
    >
      {say.emptyDetail} {open.length > 0 && say.emptyHidden}
    </EmptyState>
  )
}

function NoWorker() {
  const { discover: say } = useTexts()
  const change = useQueryChange()
  const best = useWorkers()?.recommended.filter((variant) => variant.best && variant.problem === null) ?? []
  const wish = best.length > 0 ? best : [{ family: 'llm-worker-rbee', backend: 'cpu' } as const]
  return (
    <EmptyState
      title={say.noWorkerTitle}
      action={
        <>
          <Link to="machine" className={buttonClass('primary')}>
            {say.noWorkerAction}
          </Link>
          <Button onClick={() => change(writeWhatIf({ workers: wish }))}>{say.lookAround}</Button>
        </>
      }
    >
      {say.noWorkerDetail}
    </EmptyState>
  )
}

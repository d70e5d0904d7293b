import type { CatalogPage } from '#contract/catalog'
import { useFormat, useTexts } from '../../locale.tsx'
import { useWorkers } from '../../state/machine.ts'
import { useWorkerName } from '../../state/worker-names.ts'
import { useCatalogState } from '../../state/catalog.ts'
import { workersOf, type Choices } from './query/discover-query.ts'
import { useWorkerKinds } from './query/worker-kinds.ts'
import { useWhatIfWords } from './what-if/what-if-words.ts'

interface Props {
  readonly choices: Choices
  readonly page: CatalogPage | undefined
}

/** One sentence: what is shown, of how many, and because of what. */
export function useHeadline({ choices, page }: Props): string {
  const { discover: say } = useTexts()
  const format = useFormat()
  const catalog = useCatalogState()
  const workers = useWorkers()
  const workerName = useWorkerName()
  const whatIfWords = useWhatIfWords()
  const kinds = useWorkerKinds(choices.whatIf)
  if (page === undefined || catalog === undefined || workers === undefined) return say.opening
  if (catalog.phase === 'preparing') return say.preparing
  const [shown, all] = [format.number(page.total), format.number(catalog.models)]
  if (choices.whatIf !== null) return say.headlineWhatIf(shown, all, whatIfWords(choices.whatIf))
  const more = (['comingSoon', 'tooLarge', 'incompatible'] as const).filter((name) => choices.show[name])
  if (more.length > 0) return say.headlineMore(shown, all, format.list(more.map((name) => say.more[name])))
  const running = workers.workers.filter((worker) => worker.problem === null)
  if (running.length === 0) return workers.scanning ? say.opening : say.headlineNoWorker(all)
  const narrowed = workersOf(choices, kinds)
  const meant = running.filter(({ id }) => narrowed?.includes(id) ?? true)
  return say.headline(
    shown,
    all,
    format.list((meant.length > 0 ? meant : running).map(({ id }) => workerName(id))),
  )
}

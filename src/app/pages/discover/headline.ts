import type { CatalogPage } from '#contract/catalog'
import { useFormat, useTexts } from '../../locale.tsx'
import { useWorkers } from '../../state/machine.ts'
import { useWorkerName } from '../../state/worker-names.ts'
import { useCatalogState } from '../../state/catalog.ts'
import type { Choices } from './query/discover-query.ts'
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
  if (page === undefined || catalog === undefined || workers === undefined) return say.opening
  if (catalog.phase === 'preparing') return say.preparing
  const [shown, all] = [format.number(page.total), format.number(catalog.models)]
  if (choices.whatIf !== null) return say.headlineWhatIf(shown, all, whatIfWords(choices.whatIf))
  if (choices.show.incompatible || choices.show.comingSoon || choices.show.tooLarge)
    return say.headlineMore(shown, all)
  const running = workers.workers.filter((worker) => worker.problem === null)
  if (running.length === 0) return workers.scanning ? say.opening : say.headlineNoWorker(all)
  return say.headline(shown, all, format.list(running.map((worker) => workerName(worker.id))))
}

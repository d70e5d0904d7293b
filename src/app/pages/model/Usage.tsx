import { runsToday } from '#domain/finding'
import type { LibraryState } from '#contract/library'
import type { WorkersState } from '#contract/workers'
import type { Model } from '#domain/model'
import { startCommand, workerPort } from '#domain/worker-command'
import { useTexts } from '../../locale.tsx'
import { installedOf, useLibrary } from '../../state/library.ts'
import { useWorkers } from '../../state/machine.ts'
import { CommandLine } from '../../ui/CommandLine.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Block } from './Block.tsx'
import { bestOf, type Judgement } from './judgement.ts'

interface Props {
  readonly model: Model
  readonly judgement: Judgement
  readonly prompts: readonly string[]
}

/** A language model's first steps: how its worker is started, and what one could ask. */
export function Usage({ model, judgement, prompts }: Props) {
  const { model: say } = useTexts()
  const command = commandFor({ model, judgement, library: useLibrary(), workers: useWorkers() })
  const { best } = judgement
  const isLanguage = best?.fit.parts.some(({ name }) => name === 'context') ?? false
  const runs = best !== null && runsToday(best.confidence)
  if (!isLanguage || (!runs && prompts.length === 0)) return null
  const lead = command !== null ? say.usageLead(`${workerPort}`) : runs ? say.usageLater : undefined
  return (
    <Block title={say.usage} lead={lead}>
      {command !== null && <CommandLine command={command} what={say.startCommand} />}
      {prompts.length > 0 && (
        <ul aria-label={say.prompts} className="flex flex-wrap gap-1.5">
          {prompts.map((prompt) => (
            <li
              key={prompt}
              className="flex max-w-full items-center rounded-control border border-line bg-surface ps-2.5 text-sm"
            >
              <span className="truncate" title={prompt}>
                {prompt}
              </span>
              <CopyButton text={prompt} what={prompt} />
            </li>
          ))}
        </ul>
      )}
    </Block>
  )
}

/** What is only planned has no command yet. */

interface Installed extends Omit<Props, 'prompts'> {
  readonly library: LibraryState | undefined
  readonly workers: WorkersState | undefined
}

/** Of what is installed, the best with the worker that runs it best. */
function commandFor({ model, judgement, library, workers }: Installed): string | null {
  const here = judgement.all.filter(
    (judged) =>
      runsToday(judged.confidence) && installedOf(library, model.id, judged.artifact.id) !== undefined,
  )
  const best = bestOf(here)
  const item = best === null ? undefined : installedOf(library, model.id, best.artifact.id)
  const worker = workers?.workers.find(({ id }) => id === best?.workerId)
  return item === undefined || worker === undefined
    ? null
    : startCommand(worker, { path: item.modelPath, ref: item.entryId })
}

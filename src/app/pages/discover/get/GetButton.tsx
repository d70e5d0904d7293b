import type { ModelCard } from '#contract/catalog'
import { useTexts } from '../../../locale.tsx'
import { Button } from '../../../ui/Button.tsx'
import { openModel } from '../results/ModelLink.tsx'
import { ArtifactButton } from './ArtifactButton.tsx'
import { useGetWords } from './get-words.ts'

/** On a card: gets the artifact that the verdict speaks of; where there is none, opens the model instead. */
export function GetButton({ model }: { readonly model: ModelCard }) {
  const { get } = useTexts()
  const words = useGetWords()
  const { artifact, workerId } = model.verdict
  if (artifact === null)
    return (
      <Button size="sm" aria-label={get.named(get.look, model.name)} onClick={() => openModel(model.id)}>
        {get.look}
      </Button>
    )
  return (
    <ArtifactButton
      name={model.name}
      wanted={{ modelId: model.id, artifactId: artifact.id, workerId }}
      label={words(model.verdict)}
    />
  )
}

import type { ModelCard } from '#contract/catalog'
import { useTexts } from '../../../locale.tsx'
import { Button } from '../../../ui/Button.tsx'
import { openModel } from '../results/ModelLink.tsx'
import { ArtifactButton } from './ArtifactButton.tsx'

/** On a card: gets the artifact that the verdict speaks of; where there is none, opens the model instead. */
export function GetButton({ model }: { readonly model: ModelCard }) {
  const { get } = useTexts()
  const { artifact, workerId } = model.verdict
  if (artifact === null)
    return (
      <Button size="sm" aria-label={get.named(get.get, model.name)} onClick={() => openModel(model.id)}>
        {get.get}
      </Button>
    )
  return (
    <ArtifactButton name={model.name} wanted={{ modelId: model.id, artifactId: artifact.id, workerId }} />
  )
}

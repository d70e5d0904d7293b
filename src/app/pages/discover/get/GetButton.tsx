import type { ModelCard } from '#contract/catalog'
import { useTexts } from '../../../locale.tsx'
import { go } from '../../../router.tsx'
import { Button } from '../../../ui/Button.tsx'
import { useModelLink } from '../results/model-link.ts'
import { ArtifactButton } from './ArtifactButton.tsx'

/** On a card: gets the artifact that the verdict speaks of; where there is none, opens the model instead. */
export function GetButton({ model }: { readonly model: ModelCard }) {
  const { get } = useTexts()
  const query = useModelLink(model.id)
  const { artifact, workerId } = model.verdict
  if (artifact === null)
    return (
      <Button size="sm" aria-label={get.named(get.get, model.name)} onClick={() => go('discover', query)}>
        {get.get}
      </Button>
    )
  return (
    <ArtifactButton name={model.name} wanted={{ modelId: model.id, artifactId: artifact.id, workerId }} />
  )
}

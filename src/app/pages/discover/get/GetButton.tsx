import type { ModelCard } from '#contract/catalog'
import { useTexts } from '../../../locale.tsx'
import { go } from '../../../router.tsx'
import { Button } from '../../../ui/Button.tsx'
import { useModelLink } from '../results/model-link.ts'

export function GetButton({ model }: { readonly model: ModelCard }) {
  const { get } = useTexts()
  const query = useModelLink(model.id)
  return (
    <Button size="sm" aria-label={get.named(get.get, model.name)} onClick={() => go('discover', query)}>
      {get.get}
    </Button>
  )
}

import type { ModelCard } from '#contract/catalog'
import { useFormat, useTexts } from '../../../locale.tsx'

/** Parameters · quantisation · context · size: what is known of them. */
export function useCardFacts(model: ModelCard): readonly string[] {
  const { artifact } = model.verdict
  const format = useFormat()
  return [
    model.parameters !== null && format.parameters(model.parameters),
    artifact?.quantization ?? artifact?.baseModel ?? artifact?.format,
    model.contextLength !== null && format.context(model.contextLength),
    artifact?.sizeBytes != null && format.bytes(artifact.sizeBytes),
  ].filter((fact) => typeof fact === 'string')
}

export function CardFacts({ model }: { readonly model: ModelCard }) {
  const { card } = useTexts()
  const facts = useCardFacts(model)
  return (
    <ul aria-label={card.facts} className="flex gap-1.5 overflow-hidden text-sm whitespace-nowrap text-soft">
      {facts.map((fact, place) => (
        <li key={fact} className="shrink-0 last:shrink last:truncate">
          {place > 0 && (
            <span aria-hidden className="me-1.5 text-faint">
              ·
            </span>
          )}
          {fact}
        </li>
      ))}
    </ul>
  )
}

import { useTexts } from '../../../locale.tsx'
import { Button, type ButtonKind } from '../../../ui/Button.tsx'

interface Props {
  readonly name: string
  readonly wanted: { readonly modelId: string; readonly artifactId: string; readonly workerId: string | null }
  readonly kind?: ButtonKind
  readonly size?: 'sm' | 'md'
  readonly label?: string
}

export function ArtifactButton({ name, kind = 'plain', size = 'sm', label }: Props) {
  const { get: say } = useTexts()
  const word = label ?? say.get
  return (
    <Button disabled kind={kind} size={size} aria-label={say.named(word, name)}>
      {word}
    </Button>
  )
}

import type { Artifact } from '#domain/model'
import { Star } from 'lucide-react'
import { useTexts } from '../../locale.tsx'
import { artifactWords } from './artifact-words.ts'

interface Props {
  readonly artifact: Artifact
  readonly recommended: boolean
}

export function ArtifactName({ artifact, recommended }: Props) {
  const { model: say } = useTexts()
  const { name, detail } = artifactWords(artifact)
  return (
    <span className="flex min-w-0 flex-wrap items-center gap-x-2">
      <span className="max-w-full truncate font-medium" title={artifact.id}>
        {name}
      </span>
      {recommended && (
        <span title={say.recommended} className="text-honey-ink">
          <Star aria-hidden className="size-3.5 fill-current" />
          <span className="unseen">{say.recommended}</span>
        </span>
      )}
      {detail !== null && <span className="max-w-full truncate text-sm text-faint">{detail}</span>}
    </span>
  )
}

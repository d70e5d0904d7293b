import type { Artifact } from '#domain/model'
import type { ReactNode } from 'react'
import { useTexts } from '../../locale.tsx'
import { Badge, type Tone } from '../../ui/Badge.tsx'
import { Explain } from './Explain.tsx'
import { artifactMarks, type ArtifactMark } from './artifact-marks.ts'
import { useMarkWords } from './mark-words.ts'

interface Props {
  readonly artifact: Artifact
  /** All of the model: a version's only file needs no mark as its first. */
  readonly among: readonly Artifact[]
  readonly nowMs: number
}

const toneOf = (mark: ArtifactMark): Tone => {
  switch (mark.kind) {
    case 'primary':
      return 'neutral'
    case 'early-access':
      return 'fair'
    case 'unavailable':
      return 'bad'
    case 'scan':
      return mark.result === 'passed' ? 'neutral' : mark.result === 'pending' ? 'fair' : 'bad'
  }
}

/** What the hub says of one file, each word with what it means. */
export function ArtifactBadges({ artifact, among, nowMs }: Props): ReactNode {
  const { card } = useTexts()
  const words = useMarkWords()
  const marks = artifactMarks(artifact, among, nowMs)
  if (marks.length === 0) return null
  return (
    <span className="flex flex-wrap gap-1">
      {marks.map((mark) => {
        const { word, meaning } = words(mark)
        return (
          <Explain
            key={mark.kind}
            label={card.why(word, artifact.version?.name ?? artifact.id)}
            title={word}
            body={<p className="text-sm text-soft">{meaning}</p>}
          >
            <Badge tone={toneOf(mark)}>{word}</Badge>
          </Explain>
        )
      })}
    </span>
  )
}

import type { Confidence } from '#domain/finding'
import { CircleCheck, CircleDashed, CircleSlash, Clock } from 'lucide-react'
import type { ReactElement } from 'react'
import { useTexts } from '../locale.tsx'
import { Badge, type Tone } from './Badge.tsx'

export const verdictTone: Record<Confidence, Tone> = {
  high: 'good',
  medium: 'fair',
  low: 'info',
  none: 'bad',
}

const icons: Record<Confidence, ReactElement> = {
  high: <CircleCheck aria-hidden />,
  medium: <CircleDashed aria-hidden />,
  low: <Clock aria-hidden />,
  none: <CircleSlash aria-hidden />,
}

export function VerdictIcon({ confidence }: { readonly confidence: Confidence }) {
  return icons[confidence]
}

/** The verdict as a shape and a word; the colour only repeats them. */
export function VerdictBadge({ confidence }: { readonly confidence: Confidence }) {
  const texts = useTexts()
  return (
    <Badge tone={verdictTone[confidence]} icon={<VerdictIcon confidence={confidence} />}>
      {texts.verdict[confidence].word}
    </Badge>
  )
}

import type { Confidence } from '#domain/finding'
import { CircleCheck, CircleDashed, CircleSlash, Clock } from 'lucide-react'
import type { ComponentType } from 'react'
import { useTexts } from '../locale.tsx'
import { Badge, type Tone } from './Badge.tsx'

export const verdictTone: Record<Confidence, Tone> = {
  high: 'good',
  medium: 'fair',
  low: 'info',
  none: 'bad',
}

const icons: Record<Confidence, ComponentType<{ 'aria-hidden': true }>> = {
  high: CircleCheck,
  medium: CircleDashed,
  low: Clock,
  none: CircleSlash,
}

export function VerdictIcon({ confidence }: { readonly confidence: Confidence }) {
  const Icon = icons[confidence]
  return <Icon aria-hidden />
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

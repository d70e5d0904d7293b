import { licenceKind, licenceRisk, type LicenceRisk } from '../../lib/licence.ts'
import { useTexts } from '../../locale.tsx'
import { Badge, type Tone } from '../../ui/Badge.tsx'
import { Block } from './Block.tsx'

const tones: Record<LicenceRisk, Tone> = { low: 'good', medium: 'fair', high: 'bad' }

/** What the licence asks, in a sentence, and how much to mind it. */
export function Licence({ licence }: { readonly licence: string | null }) {
  const { model: say, ui } = useTexts()
  const kind = licenceKind(licence)
  const risk = licenceRisk[kind]
  return (
    <Block title={say.licence}>
      <p className="flex flex-wrap items-center gap-2">
        <span className="font-medium">{licence ?? ui.unknown}</span>
        <Badge tone={tones[risk]}>{say.licenceRisk[risk]}</Badge>
      </p>
      <p className="text-soft">{say.licences[kind]}</p>
    </Block>
  )
}

import { licenceKind, licenceRisk, type LicenceRisk } from '../../lib/licence.ts'
import { useTexts } from '../../locale.tsx'
import { Badge, type Tone } from '../../ui/Badge.tsx'
import { Block } from './Block.tsx'

const tones: Record<LicenceRisk, Tone> = { low: 'good', medium: 'fair', high: 'bad' }

interface Props {
  readonly licence: string | null
  /** CivitAI's own words for what may be sold. */
  readonly commercialUse: readonly string[]
}

/** What the licence asks, in a sentence, and how much to mind it. */
export function Licence({ licence, commercialUse }: Props) {
  const { model: say, ui } = useTexts()
  const allowed = commercialUse.filter((use): use is Use => use in say.commercialUse)
  const isTold = licence === null && allowed.length > 0
  const kind = licenceKind(licence)
  const risk = !isTold ? licenceRisk[kind] : allowed.includes('None') ? 'high' : 'medium'
  return (
    <Block title={say.licence}>
      <p className="flex flex-wrap items-center gap-2">
        <span className="font-medium">{licence ?? (isTold ? say.civitaiTerms : ui.unknown)}</span>
        <Badge tone={tones[risk]}>{say.licenceRisk[risk]}</Badge>
      </p>
      <p className="text-soft">
        {isTold ? allowed.map((use) => say.commercialUse[use]).join(' ') : say.licences[kind]}
      </p>
    </Block>
  )
}

type Use = keyof ReturnType<typeof useTexts>['model']['commercialUse']

import type { CatalogDetails } from '#contract/catalog-details'
import { ExternalLink } from 'lucide-react'
import { licenceAddress, licenceKind, licenceRisk, type LicenceRisk } from '../../lib/licence.ts'
import { useTexts } from '../../locale.tsx'
import { useOpenExternal } from '../../state/open-external.ts'
import { Badge, type Tone } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { Block } from './Block.tsx'

const tones: Record<LicenceRisk, Tone> = { low: 'good', medium: 'fair', high: 'bad' }

interface Props {
  readonly details: CatalogDetails
}

/** What the licence asks, in a sentence, and how much to mind it. */
export function Licence({ details }: Props) {
  const { model: say, ui, source } = useTexts()
  const openExternal = useOpenExternal()
  const { licence, source: hub } = details.model
  /** CivitAI's own words for what may be sold. */
  const commercialUse = details.details?.hub.commercialUse ?? []
  const address = licenceAddress(details)
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
      <Button
        size="sm"
        className="self-start"
        icon={<ExternalLink aria-hidden />}
        onClick={() => openExternal(address ?? details.links.page)}
      >
        {address === null ? say.licenceOn(source[hub]) : say.licenceRead}
      </Button>
    </Block>
  )
}

type Use = keyof ReturnType<typeof useTexts>['model']['commercialUse']

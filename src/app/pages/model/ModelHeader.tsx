import type { CatalogDetails } from '#contract/catalog-details'
import { runsToday } from '#domain/finding'
import { ExternalLink, Lock } from 'lucide-react'
import { useTexts } from '../../locale.tsx'
import { useOpenExternal } from '../../state/open-external.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { ArtifactButton } from '../discover/get/ArtifactButton.tsx'
import { useGetWords } from '../discover/get/get-words.ts'
import { Maker } from '../discover/results/Maker.tsx'
import type { Judgement } from './judgement.ts'

interface Props {
  readonly details: CatalogDetails
  readonly judgement: Judgement | null
}

export function ModelHeader({ details, judgement }: Props) {
  const { model: say, card, source } = useTexts()
  const words = useGetWords()
  const openExternal = useOpenExternal()
  const { model, links } = details
  const best = judgement?.best ?? null
  const hub = source[model.source]
  return (
    <header className="flex flex-col gap-3">
      <div>
        <h1 className="text-xl font-bold wrap-anywhere">
          <bdi>{model.name}</bdi>
        </h1>
        <div className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-soft [font-variant-numeric:normal]">
          <span>
            <Maker author={model.author} source={model.source} />
          </span>
          <CopyButton text={model.sourceId} what={say.copyId} />
        </div>
        <div className="flex flex-wrap gap-1.5">
          {model.gated !== 'no' && (
            <Badge tone="fair" icon={<Lock aria-hidden />}>
              {card.gated}
            </Badge>
          )}
          {model.nsfw && <Badge>{card.nsfw}</Badge>}
        </div>
      </div>
      <div className="flex flex-wrap gap-2">
        {best !== null && (
          <ArtifactButton
            kind={runsToday(best.confidence) ? 'primary' : 'plain'}
            size="md"
            name={model.name}
            wanted={{ modelId: model.id, artifactId: best.artifact.id, workerId: best.workerId }}
            label={words({
              confidence: best.confidence,
              fit: best.fit.verdict,
              sizeBytes: best.artifact.sizeBytes,
            })}
          />
        )}
        <Button icon={<ExternalLink aria-hidden />} onClick={() => openExternal(links.page)}>
          {say.openOn(hub)}
        </Button>
      </div>
    </header>
  )
}

import { bitsOf } from '#domain/best-choice'
import { likelyVerdict } from '#domain/fit/fit'
import type { Artifact, Model } from '#domain/model'
import { Star } from 'lucide-react'
import { useMemo } from 'react'
import { useFormat, useSpell, useTexts } from '../../locale.tsx'
import { Table, type Column } from '../../ui/Table.tsx'
import { VerdictBadge } from '../../ui/VerdictBadge.tsx'
import { ArtifactButton } from '../discover/get/ArtifactButton.tsx'
import { useGetWords } from '../discover/get/get-words.ts'
import { FitWord } from '../discover/results/CardFit.tsx'
import { Block } from './Block.tsx'
import { isRecommended, qualityOf, type Judged, type Judgement } from './judgement.ts'

interface Props {
  readonly model: Model
  readonly judgement: Judgement
}

/** All quantisations or versions, each with its verdict and fit, the recommended one marked. */
export function Artifacts({ model, judgement }: Props) {
  const { model: say } = useTexts()
  const columns = useColumns(model, judgement)
  const spell = useSpell()
  const { choice } = judgement
  const title = model.source === 'civitai' ? say.versions : say.artifacts
  if (judgement.byArtifact.length === 0) return null
  const lead = choice.kind === 'none-compatible' ? undefined : spell(choice.reason)
  return (
    <Block title={title} lead={lead}>
      <Table
        id="artifacts"
        label={title}
        columns={columns}
        rows={judgement.byArtifact}
        rowKey={({ artifact }) => artifact.id}
        rowClassName={({ artifact }) => (isRecommended(judgement, artifact) ? 'bg-honey-wash' : '')}
      />
    </Block>
  )
}

function useColumns(model: Model, judgement: Judgement): readonly Column<Judged>[] {
  const { model: say, card, get } = useTexts()
  const format = useFormat()
  const words = useGetWords()
  return useMemo(
    () => [
      {
        key: 'file',
        title: model.source === 'civitai' ? say.version : say.file,
        width: '2fr',
        cell: ({ artifact }) => (
          <ArtifactName artifact={artifact} recommended={isRecommended(judgement, artifact)} />
        ),
      },
      {
        key: 'verdict',
        title: card.verdict,
        width: 124,
        cell: ({ confidence }) => <VerdictBadge confidence={confidence} />,
      },
      {
        key: 'size',
        title: card.size,
        width: 76,
        end: true,
        cell: ({ artifact: { sizeBytes } }) => (sizeBytes === null ? '–' : format.bytes(sizeBytes)),
      },
      {
        key: 'quality',
        title: say.quality,
        width: 138,
        cell: ({ artifact }) => <QualityHint artifact={artifact} />,
      },
      {
        key: 'fit',
        title: card.fit,
        width: 162,
        cell: ({ fit }) => <FitWord fit={likelyVerdict(fit)} likely={fit.verdict === 'unknown'} />,
      },
      {
        key: 'get',
        title: get.get,
        width: 108,
        end: true,
        pinned: true,
        cell: ({ artifact, workerId, confidence, fit }) => (
          <ArtifactButton
            name={`${model.name} ${artifact.id}`}
            wanted={{ modelId: model.id, artifactId: artifact.id, workerId }}
            label={words({ confidence, fit: fit.verdict })}
          />
        ),
      },
    ],
    [model, judgement, say, card, get, words, format],
  )
}

function ArtifactName({
  artifact,
  recommended,
}: {
  readonly artifact: Artifact
  readonly recommended: boolean
}) {
  const { model: say } = useTexts()
  const { version, quantization, precision, format, role } = artifact
  const name = version?.name ?? quantization ?? format
  const detail = version === null ? (quantization === null ? precision : format) : (version.baseModel ?? role)
  return (
    <span className="flex min-w-0 items-center gap-2">
      <span className="truncate font-medium" title={artifact.id}>
        {name}
      </span>
      {detail !== null && <span className="truncate text-sm text-faint">{detail}</span>}
      {recommended && (
        <span title={say.recommended} className="shrink-0 text-honey-ink">
          <Star aria-hidden className="size-3.5 fill-current" />
          <span className="unseen">{say.recommended}</span>
        </span>
      )}
    </span>
  )
}

function QualityHint({ artifact }: { readonly artifact: Artifact }) {
  const { model: say } = useTexts()
  const bits = bitsOf(artifact)
  if (artifact.quantization === null)
    return <span className="truncate text-sm text-soft">{say.qualities.original}</span>
  return (
    <span className="truncate text-sm text-soft" title={say.bits(bits)}>
      {say.qualities[qualityOf(bits)]}
    </span>
  )
}

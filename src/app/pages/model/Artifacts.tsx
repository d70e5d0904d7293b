import { bitsOf } from '#domain/best-choice'
import { likelyVerdict } from '#domain/fit/fit'
import type { Artifact, Model } from '#domain/model'
import { useMemo } from 'react'
import type { Format } from '../../lib/format.ts'
import { useFormat, useSpell, useTexts } from '../../locale.tsx'
import { useNow } from '../../state/now.ts'
import { Table, type Column } from '../../ui/Table.tsx'
import { VerdictBadge } from '../../ui/VerdictBadge.tsx'
import { ArtifactButton } from '../discover/get/ArtifactButton.tsx'
import { useGetWords } from '../discover/get/get-words.ts'
import { FitWord } from '../discover/results/CardFit.tsx'
import { artifactWords } from './artifact-words.ts'
import { ArtifactBadges } from './ArtifactBadges.tsx'
import { ArtifactName } from './ArtifactName.tsx'
import { Block } from './Block.tsx'
import { Explain } from './Explain.tsx'
import { JudgedFindings } from './JudgedFindings.tsx'
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
  const nowMs = useNow()
  return useMemo(
    () => [
      {
        key: 'file',
        title: model.source === 'civitai' ? say.version : say.file,
        width: '2fr',
        cell: ({ artifact }) => (
          <div className="flex min-w-0 flex-col gap-1 py-1.5">
            <ArtifactName artifact={artifact} recommended={isRecommended(judgement, artifact)} />
            <ArtifactBadges artifact={artifact} among={model.artifacts} nowMs={nowMs} />
          </div>
        ),
      },
      {
        key: 'verdict',
        title: card.verdict,
        width: 124,
        cell: (judged) => <Verdict judged={judged} />,
      },
      {
        key: 'size',
        title: card.size,
        width: 84,
        end: true,
        cell: ({ artifact: { sizeBytes } }) => (
          <span className="truncate">{sizeBytes === null ? '–' : format.bytes(sizeBytes)}</span>
        ),
      },
      model.source === 'civitai' ? publishedColumn({ say, format }) : qualityColumn({ say }),
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
    [model, judgement, say, card, get, words, format, nowMs],
  )
}

type Say = ReturnType<typeof useTexts>['model']

const qualityColumn = ({ say }: { readonly say: Say }): Column<Judged> => ({
  key: 'quality',
  title: say.quality,
  width: 138,
  cell: ({ artifact }) => <QualityHint artifact={artifact} />,
})

const publishedColumn = ({
  say,
  format,
}: {
  readonly say: Say
  readonly format: Format
}): Column<Judged> => ({
  key: 'published',
  title: say.created,
  width: 124,
  cell: ({ artifact: { version } }) => (
    <span className="truncate">{version?.publishedAt == null ? '–' : format.date(version.publishedAt)}</span>
  ),
})

function Verdict({ judged }: { readonly judged: Judged }) {
  const { verdict, card } = useTexts()
  const { word } = verdict[judged.confidence]
  return (
    <Explain
      label={card.why(word, artifactWords(judged.artifact).name)}
      title={word}
      body={<JudgedFindings judged={judged} />}
    >
      <VerdictBadge confidence={judged.confidence} />
    </Explain>
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

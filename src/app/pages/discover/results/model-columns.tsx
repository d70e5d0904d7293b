import type { ModelCard } from '#contract/catalog'
import { useMemo } from 'react'
import { useFormat, useTexts } from '../../../locale.tsx'
import type { Format } from '../../../lib/format.ts'
import { useNow } from '../../../state/now.ts'
import type { Texts } from '../../../texts/en.ts'
import type { Column } from '../../../ui/Table.tsx'
import { VerdictPopover } from '../verdict/VerdictPopover.tsx'
import { GetButton } from '../get/GetButton.tsx'
import { FitWord } from './CardFit.tsx'
import { ModelLink } from './ModelLink.tsx'

const orDash = <T,>(value: T | null | undefined, say: (value: T) => string) =>
  value === null || value === undefined ? <span className="text-faint">–</span> : say(value)

type Columns = readonly Column<ModelCard>[]
interface Tongue {
  readonly card: Texts['card']
  readonly format: Format
  readonly now: number
}

export function useModelColumns(): Columns {
  const { card, get: say } = useTexts()
  const format = useFormat()
  const now = useNow()
  return useMemo(() => {
    const tongue = { card, format, now }
    return [...whatItIs(tongue), ...figures(tongue), ...reception(tongue), get(say.get)]
  }, [card, say, format, now])
}

const whatItIs = ({ card }: Tongue): Columns => [
  { key: 'name', title: card.model, width: '1fr', least: 240, cell: (model) => <NameCell model={model} /> },
  {
    key: 'verdict',
    title: card.verdict,
    width: 148,
    cell: (model) => <VerdictPopover model={model} />,
  },
  {
    key: 'fit',
    title: card.fit,
    width: 172,
    sortable: true,
    cell: ({ verdict }) => <FitWord fit={verdict.fit} />,
  },
]

const figures = ({ card, format }: Tongue): Columns => [
  {
    key: 'parameters',
    title: card.parameters,
    width: 104,
    end: true,
    cell: (model) => orDash(model.parameters, format.parameters),
  },
  {
    key: 'quantization',
    title: card.quantization,
    width: 116,
    cell: ({ verdict: { artifact } }) => orDash(artifact?.quantization ?? artifact?.baseModel, String),
  },
  {
    key: 'context',
    title: card.context,
    width: 84,
    end: true,
    cell: (model) => orDash(model.contextLength, format.context),
  },
  {
    key: 'size',
    title: card.size,
    width: 92,
    end: true,
    sortable: true,
    cell: ({ verdict }) => orDash(verdict.artifact?.sizeBytes, format.bytes),
  },
]

const reception = ({ card, format, now }: Tongue): Columns => [
  {
    key: 'downloads',
    title: card.downloads,
    width: 112,
    end: true,
    sortable: true,
    cell: (model) => orDash(model.downloads, format.compact),
  },
  {
    key: 'likes',
    title: card.likes,
    width: 84,
    end: true,
    sortable: true,
    cell: (model) => orDash(model.likes, format.compact),
  },
  {
    key: 'updated',
    title: card.updated,
    width: 128,
    sortable: true,
    cell: (model) => orDash(model.updatedAt, (ms) => format.ago(ms, now)),
  },
]

const get = (title: string): Columns[number] => ({
  key: 'get',
  title,
  width: 108,
  end: true,
  pinned: true,
  cell: (model) => <GetButton model={model} />,
})

function NameCell({ model }: { readonly model: ModelCard }) {
  return (
    <span className="flex min-w-0 items-baseline gap-2 [font-variant-numeric:normal]">
      <ModelLink id={model.id} className="truncate rounded-control font-medium hover:underline">
        <bdi>{model.name}</bdi>
      </ModelLink>
      <bdi className="shrink-[3] truncate text-sm text-faint max-lg:hidden">{model.author}</bdi>
    </span>
  )
}

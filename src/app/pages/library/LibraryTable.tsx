import type { LibraryItem, LibraryState } from '#contract/library'
import { CircleAlert, CircleCheck, CircleFadingArrowUp, LoaderCircle } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useFormat, useSpell, useTexts } from '../../locale.tsx'
import { Link } from '../../router.tsx'
import { useNow } from '../../state/now.ts'
import { useWorkerName } from '../../state/worker-names.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Table, type Column, type Sorting } from '../../ui/Table.tsx'
import { ItemMenu } from './ItemMenu.tsx'
import { sortItems } from './sort-items.ts'

export function LibraryTable({ state }: { readonly state: LibraryState }) {
  const { frame } = useTexts()
  const [sorting, setSorting] = useState<Sorting>({ key: 'size', descending: true })
  const rows = useMemo(() => sortItems(state.items, sorting), [state.items, sorting])
  return (
    <Table
      id="library"
      label={frame.library}
      columns={useColumns(state)}
      rows={rows}
      rowKey={({ folder }) => folder}
      sorting={sorting}
      onSort={(key) =>
        setSorting({ key, descending: sorting.key === key ? !sorting.descending : key !== 'name' })
      }
    />
  )
}

function useColumns(state: LibraryState): readonly Column<LibraryItem>[] {
  const { library: say } = useTexts()
  const format = useFormat()
  const now = useNow()
  return useMemo(
    () => [
      { key: 'name', title: say.name, width: '2fr', sortable: true, cell: (item) => <Name item={item} /> },
      {
        key: 'size',
        title: say.size,
        width: 96,
        end: true,
        sortable: true,
        cell: ({ sizeBytes }) => <span title={format.exactBytes(sizeBytes)}>{format.bytes(sizeBytes)}</span>,
      },
      { key: 'workers', title: say.workers, width: 200, cell: (item) => <Workers item={item} /> },
      { key: 'status', title: say.status, width: 190, cell: (item) => <Status item={item} /> },
      {
        key: 'added',
        title: say.added,
        width: 130,
        sortable: true,
        cell: ({ addedAt }) => (addedAt === null ? '–' : format.ago(addedAt, now)),
      },
      {
        key: 'actions',
        title: say.actionsTitle,
        hideTitle: true,
        width: 56,
        end: true,
        pinned: true,
        cell: (item) => <ItemMenu item={item} folders={state.folders} />,
      },
    ],
    [state, say, format, now],
  )
}

function Name({ item }: { readonly item: LibraryItem }) {
  const { name, author, modelId, quantization } = item
  return (
    <span className="flex min-w-0 items-center gap-2 [font-variant-numeric:normal]">
      {modelId === null ? (
        <bdi className="truncate font-medium">{name}</bdi>
      ) : (
        <Link
          to="discover"
          query={{ id: modelId }}
          className="truncate rounded-control py-1 font-medium hover:underline"
        >
          <bdi>{name}</bdi>
        </Link>
      )}
      {quantization !== null && <Badge>{quantization}</Badge>}
      <bdi className="shrink-[3] truncate text-sm text-faint max-lg:hidden">{author}</bdi>
    </span>
  )
}

function Workers({ item: { workerIds, judged, status } }: { readonly item: LibraryItem }) {
  const { library: say } = useTexts()
  const format = useFormat()
  const workerName = useWorkerName()
  if (workerIds.length === 0)
    return (
      <span className="truncate text-soft">
        {judged ? say.nothingRuns : status.kind === 'ready' ? say.runsUnknown : '–'}
      </span>
    )
  return <span className="truncate">{format.list(workerIds.map(workerName))}</span>
}

function Status({ item: { status, updateAvailable, legacy } }: { readonly item: LibraryItem }) {
  const { library: say } = useTexts()
  const spell = useSpell()
  const word = say.statuses[status.kind]
  switch (status.kind) {
    case 'ready':
      return updateAvailable === true ? (
        <Badge tone="accent" icon={<CircleFadingArrowUp aria-hidden />}>
          {say.update}
        </Badge>
      ) : (
        <span title={legacy ? say.legacy : undefined}>
          <Badge
            tone={legacy ? 'fair' : 'good'}
            icon={legacy ? <CircleAlert aria-hidden /> : <CircleCheck aria-hidden />}
          >
            {word}
          </Badge>
        </span>
      )
    case 'downloading':
      return <Badge icon={<LoaderCircle aria-hidden />}>{word}</Badge>
    case 'failed':
      return <Bad word={word} detail={status.message} />
    case 'damaged':
      return <Bad word={word} detail={spell(status.said)} />
    case 'missing':
      return <Bad word={word} detail={status.paths.join(', ')} />
  }
}

function Bad({ word, detail }: { readonly word: string; readonly detail: string }) {
  return (
    <span title={detail}>
      <Badge tone="bad" icon={<CircleAlert aria-hidden />}>
        {word}
      </Badge>
      <span className="unseen">{detail}</span>
    </span>
  )
}

import type { DownloadItem } from '#contract/downloads'
import {
  ArrowDownToLine,
  ArrowUpToLine,
  Copy,
  Ellipsis,
  ExternalLink,
  Files,
  FolderOpen,
  Pause,
  Play,
  RotateCw,
  X,
} from 'lucide-react'
import { copyText } from '../../lib/clipboard.ts'
import { useTexts } from '../../locale.tsx'
import { isActive, useDownloads } from '../../state/downloads.ts'
import { useOpenExternal } from '../../state/open-external.ts'
import { useReveal } from '../../state/reveal.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu, type MenuAction } from '../../ui/Menu.tsx'
import { useCancel } from './cancel.ts'
import { useDownloadActions } from './download-actions.ts'

interface Props {
  readonly item: DownloadItem
  readonly onFiles: () => void
}

export function RowActions({ item, onFiles }: Props) {
  const { downloads: say } = useTexts()
  const { pause, resume, retry } = useDownloadActions()
  const cancel = useCancel()
  const { kind } = item.status
  const canPause = kind === 'running' || kind === 'waiting' || kind === 'queued'
  return (
    <div className="-me-2 flex">
      {canPause && (
        <IconButton label={say.pause(item.name)} onClick={() => pause(item.id)}>
          <Pause aria-hidden className="fill-current" strokeWidth={1} />
        </IconButton>
      )}
      {kind === 'paused' && (
        <IconButton label={say.resume(item.name)} onClick={() => resume(item.id)}>
          <Play aria-hidden className="fill-current" strokeWidth={1} />
        </IconButton>
      )}
      {kind === 'failed' && (
        <IconButton label={say.retryOne(item.name)} onClick={() => retry(item.id)}>
          <RotateCw aria-hidden />
        </IconButton>
      )}
      {kind !== 'done' && (
        <IconButton label={say.cancel(item.name)} onClick={() => cancel(item)}>
          <X aria-hidden />
        </IconButton>
      )}
      <Menu
        trigger={
          <IconButton label={say.actions(item.name)}>
            <Ellipsis aria-hidden />
          </IconButton>
        }
        actions={useMenu(item, onFiles)}
      />
    </div>
  )
}

function useMenu(item: DownloadItem, onFiles: () => void): readonly MenuAction[] {
  const { downloads: say, library } = useTexts()
  const { move } = useDownloadActions()
  const openExternal = useOpenExternal()
  const reveal = useReveal()
  const first = useDownloads()?.items[0]?.id ?? null
  const order: readonly MenuAction[] = [
    {
      label: say.first,
      icon: <ArrowUpToLine aria-hidden />,
      onSelect: () => move(item.id, first),
      disabled: first === item.id,
    },
    { label: say.last, icon: <ArrowDownToLine aria-hidden />, onSelect: () => move(item.id, null) },
  ]
  const shown: MenuAction = {
    label: library.reveal,
    icon: <FolderOpen aria-hidden />,
    onSelect: () => reveal({ folder: item.folder, path: item.folder }),
  }
  return [
    ...(isActive(item) ? order : []),
    ...(item.status.kind === 'done' ? [shown] : []),
    { label: say.files, icon: <Files aria-hidden />, onSelect: onFiles },
    { label: say.openPage, icon: <ExternalLink aria-hidden />, onSelect: () => openExternal(item.pageUrl) },
    { label: say.copyFolder, icon: <Copy aria-hidden />, onSelect: () => void copyText(item.folder) },
  ]
}

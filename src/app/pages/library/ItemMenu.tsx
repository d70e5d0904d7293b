import type { LibraryItem, LibraryState } from '#contract/library'
import {
  CircleFadingArrowUp,
  Compass,
  Copy,
  Download,
  Ellipsis,
  FolderInput,
  FolderOpen,
  ShieldCheck,
  Trash2,
} from 'lucide-react'
import { copyText } from '../../lib/clipboard.ts'
import { useTexts } from '../../locale.tsx'
import { go } from '../../router.tsx'
import { useReveal } from '../../state/reveal.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu, type MenuAction } from '../../ui/Menu.tsx'
import { useToast } from '../../ui/toast.ts'
import { useDownloadAgain, useLibraryActions, useRemove, useVerify } from './library-actions.ts'

interface Props {
  readonly item: LibraryItem
  readonly folders: LibraryState['folders']
}

export function ItemMenu({ item, folders }: Props) {
  const { library: say } = useTexts()
  return (
    <Menu
      trigger={
        <IconButton label={say.actions(item.name)} className="-me-1">
          <Ellipsis aria-hidden />
        </IconButton>
      }
      actions={useActions(item, folders)}
    />
  )
}

function useActions(item: LibraryItem, folders: LibraryState['folders']): readonly MenuAction[] {
  const { library: say } = useTexts()
  const toast = useToast()
  const again = useDownloadAgain()
  const { move } = useLibraryActions()
  const verify = useVerify()
  const reveal = useReveal()
  const remove = useRemove()
  const { modelId, artifactId, folder, root, source, status } = item
  const update = (): void => {
    // A new version at CivitAI is another one to choose; at HuggingFace it takes the place of the old one.
    if (source === 'civitai' && modelId !== null) go('discover', { id: modelId })
    else again(item)
  }
  const broken = status.kind === 'failed' || status.kind === 'missing'
  const copy = async (): Promise<void> => {
    if (await copyText(item.modelPath)) toast({ title: say.copied })
  }
  return [
    ...(item.updateAvailable === true && artifactId !== null
      ? [{ label: say.getUpdate, icon: <CircleFadingArrowUp aria-hidden />, onSelect: update }]
      : []),
    ...(broken && modelId !== null && artifactId !== null
      ? [{ label: say.again, icon: <Download aria-hidden />, onSelect: () => again(item) }]
      : []),
    ...(modelId === null
      ? []
      : [
          { label: say.show, icon: <Compass aria-hidden />, onSelect: () => go('discover', { id: modelId }) },
        ]),
    { label: say.verify, icon: <ShieldCheck aria-hidden />, onSelect: () => verify(item) },
    {
      label: say.reveal,
      icon: <FolderOpen aria-hidden />,
      onSelect: () => reveal({ folder, path: item.modelPath }),
    },
    { label: say.copyPath, icon: <Copy aria-hidden />, onSelect: () => void copy() },
    ...folders
      .filter(({ path }) => path !== root)
      .map(({ path }) => ({
        label: say.move(path),
        icon: <FolderInput aria-hidden />,
        onSelect: () => move(folder, path),
      })),
    { label: say.remove, icon: <Trash2 aria-hidden />, danger: true, onSelect: () => remove(item) },
  ]
}

import { FolderPlus, X } from 'lucide-react'
import { useState } from 'react'
import { FormDialog } from '../../frame/FormDialog.tsx'
import { PathField } from '../../frame/PathField.tsx'
import { useFormat, useTexts } from '../../locale.tsx'
import { Badge } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { useModelFolders, type ModelFolder } from './model-folders.ts'
import { Row, Section } from './Section.tsx'

export function Folders() {
  const { folders: say } = useTexts().settings
  const { folders, add, choose, remove } = useModelFolders()
  const [adding, setAdding] = useState(false)
  return (
    <Section
      id="folders"
      title={say.title}
      lead={say.lead}
      action={
        <Button icon={<FolderPlus aria-hidden />} onClick={() => setAdding(true)}>
          {say.add}
        </Button>
      }
    >
      {folders?.map((folder) => (
        <FolderRow
          key={folder.path}
          folder={folder}
          onChoose={() => choose(folder)}
          onRemove={() => remove(folder)}
        />
      ))}
      {folders === undefined && <Skeleton className="m-4 h-8" />}
      {adding && <AddFolder onAdd={add} onClose={() => setAdding(false)} />}
    </Section>
  )
}

interface RowProps {
  readonly folder: ModelFolder
  readonly onChoose: () => void
  readonly onRemove: () => void
}

function FolderRow({ folder: { path, own, forNew, freeBytes, usedBytes }, onChoose, onRemove }: RowProps) {
  const { folders: say } = useTexts().settings
  const format = useFormat()
  const used = format.bytes(usedBytes)
  const space = freeBytes === null ? say.spaceUnknown(used) : say.space(format.bytes(freeBytes), used)
  return (
    <Row
      label={<code className="font-mono text-sm break-all">{path}</code>}
      hint={own ? `${say.own} · ${space}` : space}
    >
      <span className="flex items-center gap-1">
        {forNew ? (
          <Badge tone="accent">{say.forNew}</Badge>
        ) : (
          <Button size="sm" aria-label={say.chooseNamed(path)} onClick={onChoose}>
            {say.choose}
          </Button>
        )}
        {!own && (
          <IconButton label={say.remove(path)} onClick={onRemove}>
            <X aria-hidden />
          </IconButton>
        )}
      </span>
    </Row>
  )
}

/** A path from the top of the disk, as Unix or Windows writes it. */
const isWhole = (path: string): boolean => /^(\/|[A-Za-z]:[\\/]|\\\\)/.test(path)

interface AddProps {
  readonly onAdd: (path: string) => void
  readonly onClose: () => void
}

function AddFolder({ onAdd, onClose }: AddProps) {
  const { folders: say } = useTexts().settings
  const [text, setText] = useState('')
  const path = text.trim()
  return (
    <FormDialog
      title={say.add}
      description={say.addDetail}
      submit={say.add}
      ready={isWhole(path)}
      onClose={onClose}
      onSubmit={() => {
        onAdd(path)
        onClose()
      }}
    >
      <PathField
        label={say.folder}
        kinds={['folder']}
        hint={path !== '' && !isWhole(path) ? say.badFolder : undefined}
        placeholder={say.example}
        value={text}
        onChange={setText}
      />
    </FormDialog>
  )
}

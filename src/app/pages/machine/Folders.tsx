import { useMutation } from '@tanstack/react-query'
import { FolderPlus, X } from 'lucide-react'
import { useState } from 'react'
import { FormDialog } from '../../frame/FormDialog.tsx'
import { useTexts } from '../../locale.tsx'
import { useApi } from '../../state/api.tsx'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { Field } from '../../ui/Field.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Input } from '../../ui/Input.tsx'
import { Heading } from './Heading.tsx'

/** Folders that the user added to where workers are looked for. */
export function Folders({ folders }: { readonly folders: readonly string[] }) {
  const { machine: say } = useTexts()
  const [adding, setAdding] = useState(false)
  return (
    <section className="flex flex-col gap-3">
      <Heading
        title={say.folders}
        lead={say.foldersLead}
        action={
          <Button icon={<FolderPlus aria-hidden />} onClick={() => setAdding(true)}>
            {say.addFolder}
          </Button>
        }
      />
      {folders.length > 0 && (
        <Card className="divide-y divide-line">
          {folders.map((path) => (
            <FolderRow key={path} path={path} />
          ))}
        </Card>
      )}
      {adding && <AddFolder onClose={() => setAdding(false)} />}
    </section>
  )
}

function FolderRow({ path }: { readonly path: string }) {
  const { machine: say } = useTexts()
  const api = useApi()
  const remove = useMutation({ mutationFn: () => api.call('workers.removeFolder', { path }) })
  return (
    <div className="flex items-center gap-2 py-1 ps-4 pe-1">
      <span className="min-w-0 flex-1 truncate font-mono text-xs">{path}</span>
      <IconButton label={say.removeFolder(path)} onClick={() => remove.mutate()}>
        <X aria-hidden />
      </IconButton>
    </div>
  )
}

function AddFolder({ onClose }: { readonly onClose: () => void }) {
  const { machine: say } = useTexts()
  const api = useApi()
  const [path, setPath] = useState('')
  const add = useMutation({
    mutationFn: () => api.call('workers.addFolder', { path: path.trim() }),
    onSuccess: onClose,
  })
  return (
    <FormDialog
      title={say.addFolder}
      description={say.addFolderDetail}
      submit={say.addFolder}
      ready={path.trim() !== '' && !add.isPending}
      error={add.error}
      onClose={onClose}
      onSubmit={() => add.mutate()}
    >
      <Field label={say.folder}>
        {(ids) => (
          <Input
            {...ids}
            className="font-mono text-sm"
            placeholder={say.folderExample}
            value={path}
            onChange={(event) => setPath(event.target.value)}
          />
        )}
      </Field>
    </FormDialog>
  )
}

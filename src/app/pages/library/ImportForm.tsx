import type { ImportWay } from '#contract/library'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { FormDialog } from '../../frame/FormDialog.tsx'
import { PathField } from '../../frame/PathField.tsx'
import { useTexts } from '../../locale.tsx'
import { useApi } from '../../state/api.tsx'
import { Field } from '../../ui/Field.tsx'
import { Select } from '../../ui/Select.tsx'

interface Props {
  readonly onClose: () => void
}

const ways: readonly ImportWay[] = ['copy', 'link', 'move']

export function ImportForm({ onClose }: Props) {
  const { library: say } = useTexts()
  const api = useApi()
  const [path, setPath] = useState('')
  const [way, setWay] = useState<ImportWay>('copy')
  const { mutate, error, isPending } = useMutation({
    mutationFn: () => api.call('library.import', { path: path.trim(), way, toRoot: null }),
    onSuccess: onClose,
  })
  return (
    <FormDialog
      title={say.importTitle}
      description={say.importDetail}
      submit={say.import}
      ready={path.trim() !== '' && !isPending}
      error={error}
      onClose={onClose}
      onSubmit={() => mutate()}
    >
      <PathField label={say.importPath} kinds={['weights', 'folder']} value={path} onChange={setPath} />
      <Field label={say.importWay}>
        {(ids) => (
          <Select
            id={ids.id}
            label={say.importWay}
            value={way}
            onChange={setWay}
            options={ways.map((value) => ({ value, label: say.ways[value] }))}
          />
        )}
      </Field>
    </FormDialog>
  )
}

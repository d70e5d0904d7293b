import type { PathKind } from '#contract/app'
import { FolderOpen } from 'lucide-react'
import { useTexts } from '../locale.tsx'
import { useApi } from '../state/api.tsx'
import { useAppInfo } from '../state/app-info.ts'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { Input } from '../ui/Input.tsx'
import { useFailureToast } from './failure-toast.ts'

interface Props {
  readonly label: string
  readonly kind: PathKind
  readonly value: string
  readonly onChange: (path: string) => void
  readonly hint?: string | undefined
  readonly placeholder?: string
}

/** A place on this machine: typed, or chosen with the system's own dialog where the shell has one. */
export function PathField({ label, kind, value, onChange, hint, placeholder }: Props) {
  const { ui } = useTexts()
  const api = useApi()
  const failed = useFailureToast()
  const native = useAppInfo()?.shell === 'electron'
  const choose = async (): Promise<void> => {
    const path = await api.call('app.choosePath', { kind })
    if (path !== null) onChange(path)
  }
  return (
    <Field label={label} hint={hint}>
      {(ids) => (
        <span className="flex gap-2">
          <Input
            {...ids}
            boxClassName="flex-1"
            className="font-mono text-sm"
            placeholder={placeholder}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
          {native && (
            <Button icon={<FolderOpen aria-hidden />} onClick={() => void choose().catch(failed)}>
              {ui.browse}
            </Button>
          )}
        </span>
      )}
    </Field>
  )
}

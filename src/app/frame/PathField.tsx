import type { PathKind } from '#contract/app'
import { useTexts } from '../locale.tsx'
import { useApi } from '../state/api.tsx'
import { useAppInfo } from '../state/app-info.ts'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { Input } from '../ui/Input.tsx'
import { useFailureToast } from './failure-toast.ts'

interface Props {
  readonly label: string
  /** What may be chosen, each with a dialog of its own: not every system has one for all. */
  readonly kinds: readonly PathKind[]
  readonly value: string
  readonly onChange: (path: string) => void
  readonly hint?: string | undefined
  readonly placeholder?: string
}

/** A place on this machine: typed, or chosen with the system's own dialog where the shell has one. */
export function PathField({ label, kinds, value, onChange, hint, placeholder }: Props) {
  const { ui } = useTexts()
  const api = useApi()
  const failed = useFailureToast()
  const native = useAppInfo()?.shell === 'electron'
  const choose = async (kind: PathKind): Promise<void> => {
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
          {native &&
            kinds.map((kind) => (
              <Button key={kind} onClick={() => void choose(kind).catch(failed)}>
                {ui.choose[kind]}
              </Button>
            ))}
        </span>
      )}
    </Field>
  )
}

import type { Correction, HardwareState } from '#contract/hardware'
import { useMutation } from '@tanstack/react-query'
import { Pencil } from 'lucide-react'
import { useState } from 'react'
import { FormDialog } from '../../frame/FormDialog.tsx'
import { useFormat, useTexts } from '../../locale.tsx'
import { useApi } from '../../state/api.tsx'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Input } from '../../ui/Input.tsx'
import { asCorrection, isMemory, type FigureName } from './correction.ts'

interface Props {
  readonly state: HardwareState
  readonly gpuId: string | null
  readonly figure: FigureName
  readonly label: string
  readonly value: number | string | null
}

/** A pencil beside a figure; the form opens over the page. */
export function CorrectFigure(props: Props) {
  const { machine: say } = useTexts()
  const [open, setOpen] = useState(false)
  return (
    <>
      <IconButton
        label={say.correct(props.label)}
        className="-my-1 size-7 text-faint"
        onClick={() => setOpen(true)}
      >
        <Pencil aria-hidden className="size-3.5!" />
      </IconButton>
      {open && <CorrectionForm {...props} onClose={() => setOpen(false)} />}
    </>
  )
}

function CorrectionForm({
  state,
  gpuId,
  figure,
  label,
  value,
  onClose,
}: Props & { readonly onClose: () => void }) {
  const { machine: say, ui } = useTexts()
  const format = useFormat()
  const held = state.corrections.find(
    ({ correction }) => correction.gpuId === gpuId && correction.figure === figure,
  )
  const found = held === undefined ? value : held.detected
  const [text, setText] = useState(() => (typeof value === 'number' ? String(value / 1024) : (value ?? '')))
  const correction = asCorrection(gpuId, figure, text)
  const save = useSave(onClose)
  const foundWords = found === null ? ui.unknown : typeof found === 'number' ? format.memory(found) : found
  const hint = isMemory(figure) && text !== '' && correction === null ? say.badNumber : undefined
  return (
    <FormDialog
      title={say.correctTitle(label)}
      description={say.correctDetail(foundWords)}
      submit={ui.save}
      ready={correction !== null}
      error={save.error}
      onClose={onClose}
      onSubmit={() => {
        if (correction !== null) save.mutate({ correction })
      }}
      otherAction={
        held !== undefined && (
          <Button className="me-auto" onClick={() => save.mutate({ reset: { gpuId, figure } })}>
            {say.useFound}
          </Button>
        )
      }
    >
      <Field label={isMemory(figure) ? say.correctMemory(label) : label} hint={hint}>
        {(ids) => (
          <Input
            {...ids}
            inputMode={isMemory(figure) ? 'decimal' : 'text'}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
    </FormDialog>
  )
}

type Change =
  | { readonly correction: Correction }
  | { readonly reset: { readonly gpuId: string | null; readonly figure: string } }

function useSave(onDone: () => void) {
  const api = useApi()
  return useMutation({
    mutationFn: (change: Change) =>
      'reset' in change
        ? api.call('hardware.reset', change.reset)
        : api.call('hardware.correct', change.correction),
    onSuccess: onDone,
  })
}

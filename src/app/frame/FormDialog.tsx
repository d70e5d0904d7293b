import { useId, type ReactNode, type RefObject } from 'react'
import { useTexts } from '../locale.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { failureOf, FailureNote } from './FailureNote.tsx'

interface Props {
  readonly title: string
  readonly description: string
  readonly submit: string
  readonly ready: boolean
  readonly onSubmit: () => void
  readonly onClose: () => void
  /** What went wrong when it was last tried. */
  readonly error?: unknown
  readonly children: ReactNode
  /** Stands apart from the two buttons that every form has. */
  readonly otherAction?: ReactNode
  readonly opener?: RefObject<HTMLElement | null>
}

/** A small form over the page: it stays open with the reason when it fails. */
export function FormDialog(props: Props) {
  const {
    title,
    description,
    submit,
    ready,
    onSubmit,
    onClose,
    error = null,
    children,
    otherAction,
    opener,
  } = props
  const { ui } = useTexts()
  const id = useId()
  return (
    <Dialog
      open
      onClose={onClose}
      opener={opener}
      title={title}
      description={description}
      actions={
        <>
          {otherAction}
          <Button onClick={onClose}>{ui.cancel}</Button>
          <Button kind="primary" type="submit" form={id} disabled={!ready}>
            {submit}
          </Button>
        </>
      }
    >
      <form
        id={id}
        className="flex flex-col gap-3 py-1"
        onSubmit={(event) => {
          event.preventDefault()
          if (ready) onSubmit()
        }}
      >
        {children}
        {error !== null && <FailureNote failure={failureOf(error)} />}
      </form>
    </Dialog>
  )
}

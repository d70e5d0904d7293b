import { useState } from 'react'
import { useTexts } from '../../locale.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Row, Section } from './Section.tsx'
import { useRemoveAll } from './storage.ts'

/** Where no uninstaller asks (macOS, AppImage), the app does it itself. */
export function RemoveAll() {
  const { settings, ui } = useTexts()
  const { data: say } = settings
  const [asking, setAsking] = useState(false)
  const remove = useRemoveAll()
  const close = () => setAsking(false)
  return (
    <Section id="removal" title={say.removal}>
      <Row label={say.removeAll} hint={remove.isSuccess ? say.removeAllDone : say.removeAllHint}>
        <Button kind="danger" disabled={remove.isSuccess} onClick={() => setAsking(true)}>
          {say.removeAllAction}
        </Button>
      </Row>
      <Dialog
        open={asking}
        onClose={close}
        title={say.removeAllTitle}
        description={say.removeAllDetail}
        actions={
          <>
            <Button onClick={close}>{ui.cancel}</Button>
            <Button kind="danger" onClick={() => remove.mutate(undefined, { onSettled: close })}>
              {say.removeAllConfirm}
            </Button>
          </>
        }
      />
    </Section>
  )
}

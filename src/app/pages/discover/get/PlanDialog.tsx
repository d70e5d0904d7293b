import { useFormat, useTexts } from '../../../locale.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { useAsking, useStart } from './get-flow.ts'
import { PlanFacts } from './PlanFacts.tsx'
import { PlanWarnings } from './PlanWarnings.tsx'

/** What is worth knowing before the first byte. Stands once in the frame. */
export function PlanDialog() {
  const { get: say, ui } = useTexts()
  const format = useFormat()
  const { question, close } = useAsking()
  const start = useStart()
  if (question === null) return null
  const { plan } = question
  return (
    <Dialog
      open
      onClose={close}
      title={say.planTitle(plan.name)}
      description={say.planDetail}
      actions={
        <>
          <Button onClick={close}>{ui.cancel}</Button>
          <Button
            kind="primary"
            onClick={() => {
              start.mutate(question)
              close()
            }}
          >
            {plan.totalBytes === null ? say.download : say.downloadSize(format.bytes(plan.totalBytes))}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-2">
        <PlanWarnings warnings={plan.warnings} />
        <PlanFacts plan={plan} />
      </div>
    </Dialog>
  )
}

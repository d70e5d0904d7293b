import type { PlanWarning } from '#contract/downloads'
import { TriangleAlert } from 'lucide-react'
import { useFormat, useSpell, useTexts } from '../../../locale.tsx'
import { useOpenExternal } from '../../../state/open-external.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { ProblemNote } from '../../../ui/ProblemNote.tsx'
import { useAsking, useStart } from './get-flow.ts'
import { PlanFacts } from './PlanFacts.tsx'

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
        {plan.warnings.map((warning) => (
          <Warning key={warning.code + warning.message} warning={warning} />
        ))}
        <PlanFacts plan={plan} />
      </div>
    </Dialog>
  )
}

const serious: ReadonlySet<PlanWarning['code']> = new Set(['disk-space', 'compatibility', 'too-large'])

function Warning({ warning: { code, said, url } }: { readonly warning: PlanWarning }) {
  const { get: say } = useTexts()
  const spell = useSpell()
  const openExternal = useOpenExternal()
  return (
    <ProblemNote
      tone={serious.has(code) ? 'bad' : 'fair'}
      icon={<TriangleAlert aria-hidden />}
      title={spell(said)}
      action={
        url !== null && (
          <Button size="sm" onClick={() => openExternal(url)}>
            {say.open}
          </Button>
        )
      }
    />
  )
}

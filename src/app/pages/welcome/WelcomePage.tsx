import { useEffect, useRef, useState, type ComponentType } from 'react'
import { cx } from '../../lib/cx.ts'
import { useTexts } from '../../locale.tsx'
import { go, usePlace } from '../../router.tsx'
import { Button } from '../../ui/Button.tsx'
import { readChoices } from '../discover/query/discover-query.ts'
import { MachineStep } from './MachineStep.tsx'
import { ModelsStep } from './ModelsStep.tsx'
import type { StepProps } from './Step.tsx'
import { WorkersStep } from './WorkersStep.tsx'

const steps: readonly ComponentType<StepProps>[] = [MachineStep, WorkersStep, ModelsStep]

/** The first run: this is your machine, these are your workers, here are models for it. */
export function WelcomePage() {
  const [at, setAt] = useState(0)
  const content = useStepFocus(at)
  const { query } = usePlace()
  const Step = steps[at] ?? MachineStep
  const leave = () => go('discover', readChoices(query).whatIf === null ? {} : query)
  return (
    <div ref={content} className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto flex min-h-full max-w-3xl flex-col gap-6 px-4 py-6 sm:px-8 sm:py-10">
        <Progress at={at} onSkip={leave} />
        <Step
          onBack={at === 0 ? null : () => setAt(at - 1)}
          onNext={() => (at === steps.length - 1 ? leave() : setAt(at + 1))}
        />
      </div>
    </div>
  )
}

/** A new step begins at its top, and with its title for those who listen. */
function useStepFocus(at: number) {
  const content = useRef<HTMLDivElement>(null)
  const shown = useRef(at)
  useEffect(() => {
    if (shown.current === at) return
    shown.current = at
    content.current?.scrollTo({ top: 0 })
    content.current?.querySelector('h1')?.focus()
  }, [at])
  return content
}

function Progress({ at, onSkip }: { readonly at: number; readonly onSkip: () => void }) {
  const { welcome: say } = useTexts()
  return (
    <div className="flex items-center gap-3">
      <div className="flex gap-1.5" aria-hidden>
        {steps.map((step, index) => (
          <span
            key={step.name}
            className={cx('h-1.5 rounded-full', index === at ? 'w-6 bg-ring' : 'w-1.5 bg-edge')}
          />
        ))}
      </div>
      <p className="text-sm text-soft">{say.step(at + 1, steps.length)}</p>
      <Button kind="quiet" className="ms-auto" onClick={onSkip}>
        {say.skip}
      </Button>
    </div>
  )
}

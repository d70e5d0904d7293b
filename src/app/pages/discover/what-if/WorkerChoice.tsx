import { Cpu } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTexts } from '../../../locale.tsx'
import { useQueryChange } from '../../../router.tsx'
import { useWorkers } from '../../../state/machine.ts'
import { useWorkerName } from '../../../state/worker-names.ts'
import { Select } from '../../../ui/Select.tsx'
import { writeWhatIf, type Choices } from '../query/discover-query.ts'
import { WhatIfForm } from './WhatIfForm.tsx'

const allWorkers = 'all'
const whatIfValue = 'what-if'

interface Props extends Pick<Choices, 'whatIf'> {
  /** Those that the results are narrowed to. */
  readonly workers: readonly string[] | undefined
}

/** "Compatible with": all workers, one of them, or what one does not have. */
export function WorkerChoice({ workers: narrowedTo, whatIf }: Props) {
  const { filters } = useTexts()
  const workers = useWorkers()?.workers.filter((worker) => worker.problem === null) ?? []
  const workerName = useWorkerName()
  const change = useQueryChange()
  const [asking, setAsking] = useState(false)
  const select = useRef<HTMLButtonElement>(null)
  const chosen = narrowedTo?.length === 1 ? narrowedTo[0] : undefined
  const value = whatIf === null ? (chosen ?? allWorkers) : whatIfValue
  return (
    <>
      <Select
        ref={select}
        label={filters.worker.label}
        icon={<Cpu aria-hidden />}
        className="max-w-60"
        value={value}
        options={[
          { value: allWorkers, label: filters.worker.all },
          ...workers.map((worker) => ({ value: worker.id, label: workerName(worker.id) })),
          { value: whatIfValue, label: filters.worker.whatIf },
        ]}
        onChange={(next) => {
          if (next === whatIfValue) setAsking(true)
          else change({ ...writeWhatIf(null), worker: next === allWorkers ? '' : next })
        }}
      />
      {asking && <WhatIfForm whatIf={whatIf} opener={select} onClose={() => setAsking(false)} />}
    </>
  )
}

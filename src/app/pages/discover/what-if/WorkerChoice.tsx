import { Cpu } from 'lucide-react'
import { useState } from 'react'
import { useTexts } from '../../../locale.tsx'
import { useQueryChange } from '../../../router.tsx'
import { useWorkers } from '../../../state/machine.ts'
import { useWorkerName } from '../../../state/worker-names.ts'
import { Select } from '../../../ui/Select.tsx'
import { writeWhatIf, type Choices } from '../query/discover-query.ts'
import { WhatIfForm } from './WhatIfForm.tsx'

const allWorkers = 'all'
const whatIfValue = 'what-if'

/** "Compatible with": all workers, one of them, or what one does not have. */
export function WorkerChoice({ choices }: { readonly choices: Choices }) {
  const { filters } = useTexts()
  const workers = useWorkers()?.workers.filter((worker) => worker.problem === null) ?? []
  const workerName = useWorkerName()
  const change = useQueryChange()
  const [asking, setAsking] = useState(false)
  const chosen = choices.facets.worker?.length === 1 ? choices.facets.worker[0] : undefined
  const value = choices.whatIf === null ? (chosen ?? allWorkers) : whatIfValue
  return (
    <>
      <Select
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
      {asking && <WhatIfForm whatIf={choices.whatIf} onClose={() => setAsking(false)} />}
    </>
  )
}

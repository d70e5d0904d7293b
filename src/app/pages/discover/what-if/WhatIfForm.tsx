import { backends } from '#domain/worker'
import { useState, type RefObject } from 'react'
import { FormDialog } from '../../../frame/FormDialog.tsx'
import { familyName, knownFamilies } from '../../../lib/worker-name.ts'
import { useFormat, useTexts } from '../../../locale.tsx'
import { useQueryChange } from '../../../router.tsx'
import { useWorkers } from '../../../state/machine.ts'
import { Checkbox } from '../../../ui/Checkbox.tsx'
import { Select } from '../../../ui/Select.tsx'
import { writeWhatIf, type IfWorker, type WhatIf } from '../query/discover-query.ts'

interface Props {
  readonly whatIf: WhatIf | null
  readonly onClose: () => void
  readonly opener: RefObject<HTMLElement | null>
}

const gpuSizesGiB = [4, 6, 8, 12, 16, 24, 32, 48, 80, 96] as const
const memorySizesGiB = [8, 16, 32, 64, 96, 128, 192, 256] as const
const asHere = 'here'
const nothing: WhatIf = { workers: [] }

export function WhatIfForm({ whatIf, onClose, opener }: Props) {
  const {
    filters: { whatIf: say },
  } = useTexts()
  const change = useQueryChange()
  const [wish, setWish] = useState(whatIf ?? nothing)
  const empty = wish.workers.length === 0 && wish.gpuMemoryMiB === undefined && wish.memoryMiB === undefined
  return (
    <FormDialog
      title={say.title}
      description={say.detail}
      submit={say.apply}
      ready={!empty}
      onClose={onClose}
      opener={opener}
      onSubmit={() => {
        change({ ...writeWhatIf(wish), worker: '' })
        onClose()
      }}
    >
      <WorkerWishes workers={wish.workers} onChange={(workers) => setWish({ ...wish, workers })} />
      <div className="grid grid-cols-2 gap-3">
        <MemoryWish
          label={say.gpuMemory}
          sizes={gpuSizesGiB}
          value={wish.gpuMemoryMiB}
          onChange={(gpuMemoryMiB) => setWish({ ...wish, gpuMemoryMiB })}
        />
        <MemoryWish
          label={say.memory}
          sizes={memorySizesGiB}
          value={wish.memoryMiB}
          onChange={(memoryMiB) => setWish({ ...wish, memoryMiB })}
        />
      </div>
    </FormDialog>
  )
}

interface WishesProps {
  readonly workers: readonly IfWorker[]
  readonly onChange: (workers: readonly IfWorker[]) => void
}

function WorkerWishes({ workers, onChange }: WishesProps) {
  const { filters, backend } = useTexts()
  const state = useWorkers()
  return knownFamilies(state).map((family) => (
    <fieldset key={family}>
      <legend className="mb-1 text-sm font-medium">{familyName(family, state)}</legend>
      <div className="grid grid-cols-4 gap-1 max-sm:grid-cols-2" aria-label={filters.whatIf.workers}>
        {backends.map((kind) => {
          const has = workers.some((worker) => worker.family === family && worker.backend === kind)
          const others = workers.filter((worker) => worker.family !== family || worker.backend !== kind)
          return (
            <Checkbox
              key={kind}
              checked={has}
              onChange={() => onChange(has ? others : [...workers, { family, backend: kind }])}
            >
              {backend[kind]}
            </Checkbox>
          )
        })}
      </div>
    </fieldset>
  ))
}

interface MemoryProps {
  readonly label: string
  readonly sizes: readonly number[]
  readonly value: number | undefined
  readonly onChange: (mebibytes: number | undefined) => void
}

function MemoryWish({ label, sizes, value, onChange }: MemoryProps) {
  const { filters } = useTexts()
  const format = useFormat()
  return (
    <div className="flex flex-col gap-1.5">
      <span className="text-sm font-medium">{label}</span>
      <Select
        label={label}
        value={value === undefined ? asHere : String(value)}
        onChange={(next) => onChange(next === asHere ? undefined : Number(next))}
        options={[
          { value: asHere, label: filters.whatIf.asHere },
          ...sizes.map((size) => ({ value: String(size * 1024), label: format.memory(size * 1024) })),
        ]}
      />
    </div>
  )
}

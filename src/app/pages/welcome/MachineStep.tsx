import { workerMemoryMiB } from '#domain/hardware'
import type { HardwareState } from '#contract/hardware'
import { Cpu, Gpu, MemoryStick, type LucideIcon } from 'lucide-react'
import { useFormat, useTexts } from '../../locale.tsx'
import { Link } from '../../router.tsx'
import { useHardware } from '../../state/machine.ts'
import { Card } from '../../ui/Card.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Step, type StepProps } from './Step.tsx'

export function MachineStep(step: StepProps) {
  const { machine: say } = useTexts().welcome
  const state = useHardware()
  return (
    <Step {...step} title={say.title} lead={say.lead}>
      <Card className="divide-y divide-line">
        {state === undefined ? <Skeleton className="m-4 h-24" /> : <Parts state={state} />}
      </Card>
      <p className="text-sm text-soft">
        <Link to="machine" className="rounded-control underline underline-offset-2 hover:text-ink">
          {say.correct}
        </Link>
      </p>
    </Step>
  )
}

function Parts({ state: { hardware, scanning } }: { readonly state: HardwareState }) {
  const { welcome, machine, ui } = useTexts()
  const { machine: say } = welcome
  const format = useFormat()
  const memory = (mebibytes: number | null) => (mebibytes === null ? null : format.memory(mebibytes))
  const { gpus, cpu } = hardware
  return (
    <>
      {gpus.map((gpu) => (
        <Part
          key={gpu.id}
          icon={Gpu}
          name={gpu.name ?? machine.unnamedGpu}
          figure={gpu.usable ? memory(workerMemoryMiB(gpu)) : say.unusable}
        />
      ))}
      {gpus.length === 0 && <Part icon={Gpu} name={scanning ? say.looking : say.noGpu} figure={null} />}
      <Part
        icon={Cpu}
        name={cpu.model ?? say.processor}
        figure={cpu.cores === null ? null : machine.cores(cpu.cores, cpu.threads)}
      />
      <Part
        icon={MemoryStick}
        name={say.memory}
        figure={memory(hardware.memory.totalMiB) ?? (scanning ? null : ui.unknown)}
      />
    </>
  )
}

interface PartProps {
  readonly icon: LucideIcon
  readonly name: string
  readonly figure: string | null
}

function Part({ icon: Icon, name, figure }: PartProps) {
  return (
    <div className="flex items-center gap-3 px-4 py-3.5">
      <Icon aria-hidden className="size-5 shrink-0 text-honey-ink" strokeWidth={1.5} />
      <span className="min-w-0 flex-1 wrap-anywhere">{name}</span>
      {figure !== null && <span className="shrink-0 font-medium">{figure}</span>}
    </div>
  )
}

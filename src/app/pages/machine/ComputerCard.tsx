import type { HardwareState } from '#contract/hardware'
import { Cpu as CpuIcon } from 'lucide-react'
import { useTexts } from '../../locale.tsx'
import { Card } from '../../ui/Card.tsx'
import { CorrectFigure } from './CorrectFigure.tsx'
import { Fact, Facts } from '../../ui/Facts.tsx'
import { MemoryLine } from './MemoryLine.tsx'

export function ComputerCard({ state }: { readonly state: HardwareState }) {
  const { machine: say } = useTexts()
  const { cpu, memory } = state.hardware
  return (
    <Card aria-label={say.computer} className="flex flex-col gap-2 p-4">
      <header className="flex items-center gap-2.5">
        <CpuIcon aria-hidden className="size-5 shrink-0 text-faint" strokeWidth={1.5} />
        <h2 className="min-w-0 flex-1 truncate text-lg font-medium">{cpu.model ?? say.processor}</h2>
      </header>
      <MemoryLine
        label={say.ram}
        totalMiB={memory.totalMiB}
        freeMiB={memory.availableMiB}
        yours={memory.sources['totalMiB'] === 'you'}
        action={
          <CorrectFigure
            state={state}
            gpuId={null}
            figure="totalMiB"
            label={say.ram}
            value={memory.totalMiB}
          />
        }
      />
      <Facts>
        <Fact label={say.processor} value={useCoreWords(cpu)} source={cpu.sources['cores']} />
        <Fact label={say.architecture} value={cpu.arch} source={cpu.sources['arch']} />
        <Fact label={say.instructions} value={cpu.features?.join(' ')} source={cpu.sources['features']} />
        <Fact label={say.system} value={useSystemWords(state)} />
      </Facts>
    </Card>
  )
}

type Cpu = HardwareState['hardware']['cpu']

function useCoreWords({ cores, threads, performanceCores, efficiencyCores }: Cpu): string | null {
  const { machine: say } = useTexts()
  if (cores === null) return null
  const kinds =
    performanceCores !== null && efficiencyCores !== null && efficiencyCores > 0
      ? ` (${say.coreKinds(performanceCores, efficiencyCores)})`
      : ''
  return say.cores(cores, threads) + kinds
}

function useSystemWords({ hardware }: HardwareState): string {
  const { machine: say } = useTexts()
  const inside = (['wsl', 'container', 'virtualMachine'] as const)
    .filter((place) => hardware[place] === true)
    .map((place) => say.inside[place])
  return [say.platform[hardware.platform], ...inside].join(', ')
}

import type { HardwareState } from '#contract/hardware'
import { workerMemoryMiB } from '#domain/hardware'
import { Gpu as GpuIcon } from 'lucide-react'
import { useTexts } from '../../locale.tsx'
import { Badge } from '../../ui/Badge.tsx'
import { Card } from '../../ui/Card.tsx'
import { CorrectFigure } from './CorrectFigure.tsx'
import { Fact, Facts } from '../../ui/Facts.tsx'
import { MemoryLine } from './MemoryLine.tsx'

type Gpu = HardwareState['hardware']['gpus'][number]
interface Props {
  readonly state: HardwareState
}

export function GpuCards({ state }: Props) {
  const { machine: say } = useTexts()
  const { gpus } = state.hardware
  if (gpus.length === 0)
    return (
      <Card className="flex items-center gap-3 p-4 text-soft">
        <GpuIcon aria-hidden className="size-5 shrink-0 text-faint" strokeWidth={1.5} />
        {say.noGpu}
      </Card>
    )
  return gpus.map((gpu) => <GpuCard key={gpu.id} gpu={gpu} state={state} />)
}

function GpuCard({ gpu, state }: Props & { readonly gpu: Gpu }) {
  const { machine: say } = useTexts()
  const name = gpu.name ?? say.unnamedGpu
  const figure = gpu.unified === true ? 'poolMiB' : 'memoryMiB'
  const label = gpu.unified === true ? say.pool : say.memory
  const totalMiB = workerMemoryMiB(gpu)
  return (
    <Card aria-label={name} className="flex flex-col gap-2 p-4">
      <header className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <GpuIcon aria-hidden className="size-5 shrink-0 text-faint" strokeWidth={1.5} />
        <h2 className="min-w-0 flex-1 basis-40 truncate text-lg font-medium">{name}</h2>
        <GpuBadges gpu={gpu} />
      </header>
      <MemoryLine
        label={label}
        totalMiB={totalMiB}
        freeMiB={gpu.freeMiB}
        yours={gpu.sources[figure] === 'you'}
        action={<CorrectFigure state={state} gpuId={gpu.id} figure={figure} label={label} value={totalMiB} />}
      />
      <GpuFacts gpu={gpu} state={state} />
    </Card>
  )
}

function GpuBadges({ gpu }: { readonly gpu: Gpu }) {
  const { machine: say } = useTexts()
  return (
    <>
      {gpu.slices !== null && <Badge>{say.slices(gpu.slices.length)}</Badge>}
      {gpu.unified === true && <Badge>{say.unified}</Badge>}
      {gpu.integrated === true && gpu.unified !== true && <Badge>{say.integrated}</Badge>}
      {!gpu.usable && <Badge tone="bad">{say.unusable}</Badge>}
    </>
  )
}

function GpuFacts({ gpu, state }: Props & { readonly gpu: Gpu }) {
  const { machine: say } = useTexts()
  const { cudaVersion, rocmVersion } = state.hardware
  const correct = (figure: 'driverVersion' | 'computeCapability' | 'gfx', label: string) => (
    <CorrectFigure state={state} gpuId={gpu.id} figure={figure} label={label} value={gpu[figure]} />
  )
  const { sources } = gpu
  return (
    <Facts>
      {gpu.vendor !== 'apple' && (
        <Fact
          label={say.driver}
          value={gpu.driverVersion}
          source={sources['driverVersion']}
          action={correct('driverVersion', say.driver)}
        />
      )}
      {gpu.vendor === 'nvidia' && (
        <>
          <Fact label={say.cuda} value={cudaVersion} />
          <Fact
            label={say.compute}
            value={gpu.computeCapability}
            source={sources['computeCapability']}
            action={correct('computeCapability', say.compute)}
          />
        </>
      )}
      {gpu.vendor === 'amd' && (
        <>
          <Fact label={say.rocm} value={rocmVersion} />
          <Fact label={say.gfx} value={gpu.gfx} source={sources['gfx']} action={correct('gfx', say.gfx)} />
        </>
      )}
      {gpu.vendor === 'apple' && <Fact label={say.gpuCores} value={gpu.cores} source={sources['cores']} />}
      {gpu.pciBusId !== null && (
        <Fact label={say.bus} value={<code className="font-mono text-xs">{gpu.pciBusId}</code>} />
      )}
    </Facts>
  )
}

import { workerMemoryMiB } from '#domain/hardware'
import { Cpu } from 'lucide-react'
import { mainGpu, shortGpuName } from '../lib/gpu-name.ts'
import { useFormat, useTexts } from '../locale.tsx'
import { Link } from '../router.tsx'
import { useHardware, useWorkers } from '../state/machine.ts'

/** The machine in one line: what everything in the catalog is judged against. */
export function MachineLine() {
  const { machine, count, ready } = useMachineWords()
  return (
    <Link
      to="machine"
      title={`${machine} · ${count}`}
      className="flex min-h-11 items-center gap-2.5 rounded-control px-2 text-sm text-soft hover:bg-hover hover:text-ink max-lg:justify-center max-lg:px-0"
    >
      <Cpu aria-hidden className="size-4 shrink-0" strokeWidth={1.75} />
      <span className="min-w-0 leading-tight max-lg:unseen">
        <span className="block truncate">{machine}</span>
        {ready && <span className="block truncate text-xs text-faint">{count}</span>}
      </span>
    </Link>
  )
}

function useMachineWords() {
  const { frame } = useTexts()
  const format = useFormat()
  const hardware = useHardware()?.hardware
  const workers = useWorkers()
  const gpu = hardware && mainGpu(hardware.gpus)
  const memoryMiB = gpu ? workerMemoryMiB(gpu) : hardware?.memory.totalMiB
  const name = gpu ? shortGpuName(gpu.name ?? frame.unnamedGpu) : frame.noGpu
  const running = workers?.workers.filter((worker) => worker.problem === null).length ?? 0
  return {
    ready: hardware !== undefined && workers !== undefined,
    machine:
      hardware === undefined
        ? frame.looking
        : [name, memoryMiB != null && format.memory(memoryMiB)].filter(Boolean).join(' · '),
    count: running === 0 ? frame.noWorkers : frame.workers(running),
  }
}

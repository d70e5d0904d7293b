/** The machine's verdicts, and those of machines that people only wonder about. */
import type { WhatIf } from '#contract/catalog'
import type { Gpu, GpuVendor, Hardware } from '#domain/hardware'
import { whatIfWorker } from '#domain/what-if'
import type { Worker, WorkerFamily } from '#domain/worker-family'
import type { Machine } from './catalog-api.ts'
import type { Dictionaries } from './index/dictionaries.ts'
import type { CatalogRules } from './index/judge-port.ts'
import { createMachineView, type MachineFacts, type MachineView } from './index/verdicts.ts'

export interface Views {
  /** `null`: of the machine itself. */
  get(whatIf: WhatIf | null): MachineView
}

export interface ViewsDeps {
  /** `null`: not told yet. */
  readonly machine: Machine | null
  readonly dictionaries: Dictionaries
  readonly rules: CatalogRules
  readonly families: readonly WorkerFamily[]
}

const MOST_WHAT_IFS = 3

const unknownMachine: MachineFacts = {
  workers: [],
  hardware: {
    platform: 'linux',
    wsl: null,
    container: null,
    virtualMachine: null,
    cpu: {
      model: null,
      cores: null,
      threads: null,
      performanceCores: null,
      efficiencyCores: null,
      arch: null,
      features: null,
      sources: {},
    },
    memory: { totalMiB: null, availableMiB: null, sources: {} },
    gpus: [],
    cudaVersion: null,
    rocmVersion: null,
  },
}

export function createViews({ machine, dictionaries, rules, families }: ViewsDeps): Views {
  const facts = machine ? factsOf(machine, families) : unknownMachine
  const views = new Map<string, MachineView>()
  return {
    get(whatIf) {
      const name = whatIf === null ? '' : JSON.stringify(whatIf)
      const known = views.get(name)
      if (known) return known
      const asked = whatIf === null ? facts : imagine(facts, whatIf, families)
      const made = createMachineView(asked, { dictionaries, rules })
      views.set(name, made)
      for (const old of views.keys()) if (old !== '' && views.size > MOST_WHAT_IFS + 1) views.delete(old)
      return made
    },
  }
}

const factsOf = ({ workers, hardware }: Machine, families: readonly WorkerFamily[]): MachineFacts => ({
  hardware,
  workers: workers.flatMap((worker) => {
    const spec = families.find(({ id }) => id === worker.family)
    return spec ? [{ ...worker, spec }] : []
  }),
})

const vendors: Readonly<Record<string, GpuVendor>> = { cuda: 'nvidia', rocm: 'amd', metal: 'apple' }

/** This machine, with more workers, or with other memory. */
export function imagine(
  machine: MachineFacts,
  whatIf: WhatIf,
  families: readonly WorkerFamily[],
): MachineFacts {
  const added = whatIf.workers.flatMap(({ family, backend }) => {
    const id = `${family}-${backend}`
    if (machine.workers.some((worker) => worker.id === id && worker.problem === null)) return []
    return whatIfWorker(id, families) ?? []
  })
  const workers: Worker[] = [...machine.workers, ...added]
  return { workers, hardware: imagineHardware(machine.hardware, workers, whatIf) }
}

function imagineHardware(hardware: Hardware, workers: readonly Worker[], whatIf: WhatIf): Hardware {
  const { gpuMemoryMiB, memoryMiB } = whatIf
  const wanted = new Set(
    workers.flatMap(({ backend }) => (backend && vendors[backend] ? [vendors[backend]] : [])),
  )
  const gpus =
    gpuMemoryMiB === undefined
      ? hardware.gpus
      : Array.from(wanted, (vendor) => imagineGpu(hardware, vendor, gpuMemoryMiB))
  const memory =
    memoryMiB === undefined
      ? hardware.memory
      : { ...hardware.memory, totalMiB: memoryMiB, availableMiB: memoryMiB }
  return { ...hardware, gpus, memory }
}

/** The machine's own GPU with other memory, or one of which nothing else is known. */
function imagineGpu({ gpus }: Hardware, vendor: GpuVendor, memoryMiB: number): Gpu {
  const own = gpus.find((gpu) => gpu.vendor === vendor)
  const unified = own?.unified ?? vendor === 'apple'
  const memory = unified ? { memoryMiB: null, poolMiB: memoryMiB } : { memoryMiB, poolMiB: null }
  const unknown: Gpu = {
    id: 'imagined',
    vendor,
    name: null,
    memoryMiB: null,
    freeMiB: null,
    poolMiB: null,
    unified,
    integrated: null,
    slices: null,
    driverVersion: null,
    computeCapability: null,
    gfx: null,
    pciBusId: null,
    deviceId: null,
    uuid: null,
    cores: null,
    usable: true,
    sources: {},
  }
  return { ...(own ?? unknown), ...memory, freeMiB: null, slices: null, usable: true }
}

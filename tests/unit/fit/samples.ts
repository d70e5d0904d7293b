import type { Gpu, Hardware } from '#domain/hardware'
import type { MemorySpec, Worker } from '#domain/worker-family'
import type { Backend } from '#domain/worker'
import { sampleHardware, sampleWorker } from '../../helpers/samples.ts'

export { sampleArtifact as artifact, sampleGpu as gpu, sampleModel as model } from '../../helpers/samples.ts'

export const GiB = 2 ** 30
export const MiB = 2 ** 20

export const worker = (
  backend: Backend | null,
  memory: Partial<MemorySpec> = {},
  kind: 'llm' | 'image' = 'llm',
): Worker => ({
  ...sampleWorker({ id: `w-${backend}`, family: 'w', backend }),
  spec: {
    id: 'w',
    name: 'w',
    kind,
    rules: { huggingface: null, civitai: null },
    memory: { bytesPerWeight: {}, bytesPerCacheValue: 2, slidingWindow: true, splitsLayers: true, ...memory },
  },
})

export const hardware = (
  gpus: readonly Gpu[],
  totalMiB: number | null,
  availableMiB: number | null = null,
): Hardware => sampleHardware({ memory: { totalMiB, availableMiB, sources: {} }, gpus })

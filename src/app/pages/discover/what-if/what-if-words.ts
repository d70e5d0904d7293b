import { useFormat, useTexts } from '../../../locale.tsx'
import { useWorkerName } from '../../../state/worker-names.ts'
import type { WhatIf } from '../query/discover-query.ts'

/** "LLM worker (CUDA) and a GPU with 24 GB". */
export function useWhatIfWords(): (whatIf: WhatIf) => string {
  const { discover, filters } = useTexts()
  const format = useFormat()
  const workerName = useWorkerName()
  return ({ workers, gpuMemoryMiB, memoryMiB }) => {
    const names = workers.map(({ family, backend }) => workerName(`${family}-${backend}`))
    const parts = [
      ...(names.length === 0 ? [filters.whatIf.keepWorkers] : names),
      gpuMemoryMiB !== undefined && discover.whatIfMemory(format.memory(gpuMemoryMiB)),
      memoryMiB !== undefined && `${format.memory(memoryMiB)} ${filters.whatIf.memory.toLocaleLowerCase()}`,
    ].filter((part) => part !== false)
    return format.list(parts)
  }
}

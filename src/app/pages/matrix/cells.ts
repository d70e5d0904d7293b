import type { MatrixCell } from '#contract/judge'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useApi } from '../../state/api.tsx'
import { useCatalogState } from '../../state/catalog.ts'
import { useFitWish } from '../../state/fit-settings.ts'
import { whatIfInput, type WhatIf } from '../discover/query/discover-query.ts'
import { createBatch } from './batch.ts'
import type { MatrixWorker } from './matrix-workers.ts'

export type Cells = readonly MatrixCell[]
/** What one call takes. */
export const mostModels = 100

export interface CellReader {
  /** Changes with everything that changes an answer. */
  readonly key: string
  readonly read: (modelId: string) => Promise<Cells>
}

export function useCellReader(workers: readonly MatrixWorker[], whatIf: WhatIf | null): CellReader {
  const api = useApi()
  const generation = useCatalogState()?.generation
  const fit = useFitWish()
  return useMemo(() => {
    const question = {
      workerIds: workers.map(({ id }) => id),
      whatIf: whatIf === null ? null : whatIfInput(whatIf),
      fit,
    }
    return {
      key: JSON.stringify([generation, question]),
      read: createBatch(
        (modelIds) => api.call('judge.matrix', { modelIds: [...modelIds], ...question }),
        mostModels,
      ),
    }
  }, [api, generation, workers, whatIf, fit])
}

export function useCells({ key, read }: CellReader, modelId: string | undefined): Cells | undefined {
  return useQuery({
    queryKey: ['matrix', modelId, key],
    queryFn: () => read(modelId ?? ''),
    enabled: modelId !== undefined,
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    gcTime: 30_000,
  }).data
}

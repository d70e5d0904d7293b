import type { CatalogDetails } from '#contract/catalog-details'
import type { WhatIf } from '#contract/catalog'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useApi } from '../../state/api.tsx'
import { useHardware, useWorkers } from '../../state/machine.ts'
import { judge, type Judgement } from './judgement.ts'

export function useDetails(id: string) {
  const api = useApi()
  return useQuery({
    queryKey: ['details', id],
    queryFn: ({ signal }) => api.call('catalog.details', { id }, signal),
    staleTime: 60_000,
  })
}

/** Everything the machine can do, asked again whenever hardware or workers change. */
export function useJudgeMachine(whatIf: WhatIf | null) {
  const api = useApi()
  const hardware = useHardware()?.hardware
  const workers = useWorkers()?.revision
  const memory = hardware?.gpus.map((gpu) => gpu.memoryMiB ?? gpu.poolMiB).join()
  return useQuery({
    queryKey: ['judge', 'machine', whatIf, workers, hardware?.gpus.length, memory],
    queryFn: ({ signal }) => api.call('judge.machine', { whatIf }, signal),
    staleTime: Infinity,
    placeholderData: (before) => before,
  }).data
}

function useShape(model: CatalogDetails['model'] | undefined) {
  const api = useApi()
  return useQuery({
    queryKey: ['judge', 'shape', model?.sourceId],
    enabled: model !== undefined && model.source === 'huggingface',
    queryFn: ({ signal }) =>
      api.call(
        'judge.shape',
        { sourceId: model?.sourceId ?? '', baseModels: model?.baseModels ?? [] },
        signal,
      ),
    staleTime: Infinity,
  }).data
}

export interface ModelJudgement {
  readonly judgement: Judgement
  readonly shapeKnown: boolean
}

export function useJudgement(
  model: CatalogDetails['model'],
  whatIf: WhatIf | null,
  context: number,
): ModelJudgement | null {
  const machine = useJudgeMachine(whatIf)
  const shape = useShape(model) ?? null
  return useMemo(
    () =>
      machine === undefined
        ? null
        : { judgement: judge({ model, machine, shape, context }), shapeKnown: shape !== null },
    [machine, model, shape, context],
  )
}

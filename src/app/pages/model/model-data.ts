import type { CatalogDetails } from '#contract/catalog-details'
import type { WhatIf } from '#contract/catalog'
import type { JudgeMachine } from '#contract/judge'
import { type FitSettings, usualFitSettings } from '#domain/fit/fit-model'
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

/** Where only a GGUF file tells it, the header of the one that the page speaks of is asked. */
function useShape(model: CatalogDetails['model'], machine: JudgeMachine | undefined) {
  const api = useApi()
  const artifactId = useMemo(() => {
    if (model.shape !== undefined || machine === undefined) return null
    const { best } = judge({ model, machine, shape: null, settings: usualFitSettings })
    return best === null || best.confidence === 'none' ? null : best.artifact.id
  }, [model, machine])
  const asked = useQuery({
    queryKey: ['judge', 'shape', model.id, model.revision, artifactId],
    enabled: model.shape === undefined && model.source === 'huggingface' && machine !== undefined,
    queryFn: ({ signal }) => api.call('judge.shape', { modelId: model.id, artifactId }, signal),
    staleTime: Infinity,
  }).data
  return model.shape ?? asked ?? null
}

export interface ModelJudgement {
  readonly judgement: Judgement
  readonly shapeKnown: boolean
}

export function useJudgement(
  model: CatalogDetails['model'],
  whatIf: WhatIf | null,
  settings: FitSettings,
): ModelJudgement | null {
  const machine = useJudgeMachine(whatIf)
  const shape = useShape(model, machine)
  return useMemo(
    () =>
      machine === undefined
        ? null
        : { judgement: judge({ model, machine, shape, settings }), shapeKnown: shape !== null },
    [machine, model, shape, settings],
  )
}

import type { WorkersState } from '#contract/workers'
import { backends } from '#domain/worker'
import type { Texts } from '../texts/en.ts'

/** "LLM worker (CUDA)", for installed workers and for those one only thinks of; an unknown id stands for itself. */
export function workerName(id: string, state: WorkersState | undefined, backend: Texts['backend']): string {
  const installed = state?.workers.find((worker) => worker.id === id)
  const family = installed?.family ?? familyOf(id)
  const kind = installed?.backend ?? backends.find((known) => id.endsWith(`-${known}`))
  const name = familyName(family, state)
  return kind === undefined ? name : `${name} (${backend[kind]})`
}

const familyOf = (id: string): string => {
  const backend = backends.find((known) => id.endsWith(`-${known}`))
  return backend === undefined ? id : id.slice(0, -backend.length - 1)
}

export const familyName = (family: string, state: WorkersState | undefined): string =>
  state?.recommended.find((variant) => variant.family === family)?.name ?? family

export const knownFamilies = (state: WorkersState | undefined): readonly string[] => [
  ...new Set([
    ...(state?.recommended ?? []).map(({ family }) => family),
    ...(state?.workers ?? []).map(({ family }) => family),
  ]),
]

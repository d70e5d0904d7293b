/** The worker families that the app knows from the start: resources/workers.json. */
import { WorkerFamilies } from '#contract/worker-family'
import type { WorkerProgram } from '#domain/worker-variant'
import bundled from '../../../resources/workers.json' with { type: 'json' }

export type Family = WorkerFamilies['families'][number]

/** `json` is for tests; a family more is an entry more. */
export function loadFamilies(json: unknown = bundled): readonly Family[] {
  return WorkerFamilies.parse(json).families
}

export const programOf = ({ id, name, program }: Family): WorkerProgram => ({ id, name, ...program })

import type { Backend } from './worker.ts'
import { backends } from './worker.ts'
import type { Worker, WorkerFamily } from './worker-family.ts'

/** `llm-worker-rbee-cuda` → the family and the backend: a worker that need not be installed to be asked about. */
export function whatIfWorker(id: string, families: readonly WorkerFamily[]): Worker | null {
  const spec = families.find((family) => id === family.id || id.startsWith(`${family.id}-`))
  if (spec === undefined) return null
  const rest = id.slice(spec.id.length + 1)
  const backend: Backend | undefined = rest === '' ? 'cpu' : backends.find((each) => each === rest)
  if (backend === undefined) return null
  return {
    id,
    family: spec.id,
    backend,
    path: null,
    version: null,
    architectures: [],
    platform: null,
    declared: null,
    problem: null,
    spec,
  }
}

/** The worker families that the app knows from the start: resources/workers.json. */
import { WorkerFamilies } from '#contract/worker-family'
import type { WorkerDetails, WorkerProgram } from '#domain/worker-variant'
import bundled from '../../../resources/workers.json' with { type: 'json' }

export type Family = WorkerFamilies['families'][number]

/** `json` is for tests; a family more is an entry more. */
export function loadFamilies(json: unknown = bundled): readonly Family[] {
  return WorkerFamilies.parse(json).families
}

export const programOf = (family: Family): WorkerProgram => {
  const { id, name, program } = family
  const { version, binaryNames, variants } = program
  return { id, name, version, binaryNames, variants, details: detailsOf(family) }
}

/** What the rules tell of it; a format that is only planned is none. */
function detailsOf({ rules: { huggingface: rules }, program: { source } }: Family): WorkerDetails {
  const tasks = rules?.kind === 'diffusers' ? rules.pipelines.flatMap((each) => each.tasks) : rules?.tasks
  return {
    toldBy: 'app',
    description: null,
    formats: Object.entries(rules?.formats ?? {}).flatMap(([format, { confidence }]) =>
      confidence === 'low' ? [] : [format],
    ),
    tasks: [...new Set(tasks)],
    maxContextLength: rules?.kind === 'language' ? rules.maxContextLength : null,
    streaming: null,
    batching: null,
    licence: null,
    buildSystem: source?.buildSystem ?? null,
    sourceUrl: source?.url ?? null,
  }
}

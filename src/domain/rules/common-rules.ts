import type { Finding } from '../finding.ts'
import type { Format, Model } from '../model.ts'
import { say, type Saying } from '../sayings/saying.ts'
import type { Support, Worker } from '../worker-family.ts'
import { refuse, type Subject, warn } from './subject.ts'

/** Rules that hold for every worker and hub. */

export function available({ model, artifact }: Subject): Finding | null {
  const unavailable = model.unavailable ?? artifact?.version?.unavailable ?? null
  return unavailable === null ? null : refuse('unavailable', say(`unavailable-${unavailable}`))
}

export function workerUsable({ worker }: Subject): Finding | null {
  return worker.problem === null
    ? null
    : refuse('worker-unusable', worker.problem.said.message, worker.problem.said.cure)
}

export function hasArtifact({ artifact }: Subject): Finding | null {
  return artifact === null ? refuse('no-artifact', say('holds-nothing')) : null
}

export function gate({ model }: Pick<Subject, 'model'>): Finding | null {
  if (model.private) {
    return warn('gated', say('private-model'), say('add-token-that-may'))
  }
  if (model.gated === 'no') return null
  return warn(
    'gated',
    say(model.gated === 'manual' ? 'terms-by-hand' : 'terms-asked'),
    say('accept-terms', { url: pageOf(model) }),
  )
}

const pageOf = (model: Model): string => `https://huggingface.co/${model.sourceId}`

/** What the rules' own file says of a level of support. */
export const noted = ({ note }: Support): Saying | null => (note === null ? null : say('note', note))

export const refuseLibrary = (
  { library }: Model,
  { spec: { name: worker } }: Worker,
  libraries: readonly string[],
): Finding =>
  refuse(
    'library-unsupported',
    library === null
      ? say('library-unsaid', { worker, libraries })
      : say('library-other', { library, worker, libraries }),
  )

/** A pickle can run any program while it is loaded, so it is never only "unsupported". */
export function refuseFormat(format: Format, workerName: string, recommendation: Saying | null): Finding {
  return format === 'pickle'
    ? refuse('format-unsafe', say('pickle'), recommendation)
    : refuse('format-unsupported', say('format-unreadable', { worker: workerName, format }), recommendation)
}

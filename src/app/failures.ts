/** Every failure in words, with its next step. The only place in the app that reads failure codes. */
import type { Failure } from '#contract/failure'
import { spell } from '#domain/sayings/saying'
import type { Format } from './lib/format.ts'
import type { Page, Query } from './router.tsx'
import type { Texts } from './texts/en.ts'

export type FailureAction =
  | { readonly kind: 'retry'; readonly label: string }
  | { readonly kind: 'page'; readonly label: string; readonly page: Page; readonly query?: Query }
  | { readonly kind: 'open'; readonly label: string; readonly url: string }
  | { readonly kind: 'reload'; readonly label: string }

export interface FailureWords {
  readonly title: string
  readonly detail: string
  readonly action: FailureAction | null
  /** It passes by itself, or was wanted: no alarm. */
  readonly passing: boolean
}

interface Tongue {
  readonly texts: Texts
  readonly format: Format
}

/** A code without words does not compile. */
type Words = Omit<FailureWords, 'passing'>
type Wording = {
  readonly [F in Failure as F['code']]: (failure: F) => Words
}

const passing: ReadonlySet<Failure['code']> = new Set([
  'cancelled',
  'disconnected',
  'offline',
  'rate-limited',
])

const words = (title: string, detail: string, action: FailureAction | null = null): Words => ({
  title,
  detail,
  action,
})
const page = (to: Page, label: string): FailureAction => ({ kind: 'page', label, page: to })
const settings = (section: string, label: string): FailureAction => ({
  kind: 'page',
  label,
  page: 'settings',
  query: { section },
})

const wording = (
  { texts: { failures: say, sayings, ui, crash }, format }: Tongue,
  retry: FailureAction,
): Wording => ({
  'bad-request': () => words(say.badRequest.title, say.badRequest.detail),
  'unknown-call': () =>
    words(say.unknownCall.title, say.unknownCall.detail, { kind: 'reload', label: crash.reload }),
  'too-large': ({ limitBytes }) => words(say.tooLarge.title, say.tooLarge.detail(format.bytes(limitBytes))),
  cancelled: () => words(say.cancelled.title, say.cancelled.detail, retry),
  disconnected: () => words(say.disconnected.title, say.disconnected.detail, retry),
  offline: ({ host }) => words(say.offline.title, say.offline.detail(host), retry),
  'rate-limited': ({ retryAfterMs }) =>
    words(
      say.rateLimited.title,
      say.rateLimited.detail(retryAfterMs === null ? null : format.duration(retryAfterMs)),
      retry,
    ),
  unauthorized: ({ host }) =>
    words(say.unauthorized.title, say.unauthorized.detail(host), settings('accounts', ui.openSettings)),
  gated: ({ url }) =>
    words(say.gated.title, say.gated.detail, { kind: 'open', label: say.gated.action, url }),
  'not-found': ({ what }) => words(say.notFound.title, say.notFound.detail(what)),
  'hub-changed': ({ host }) => words(say.hubChanged.title, say.hubChanged.detail(host), retry),
  'hub-error': ({ host, status }) => words(say.hubError.title, say.hubError.detail(host, status), retry),
  'disk-full': ({ needBytes, freeBytes }) =>
    words(
      say.diskFull.title,
      say.diskFull.detail(format.bytes(needBytes), format.bytes(freeBytes)),
      page('library', say.diskFull.action),
    ),
  'not-writable': ({ path }) =>
    words(say.notWritable.title, say.notWritable.detail(path), settings('folders', ui.openSettings)),
  'checksum-mismatch': ({ file }) =>
    words(say.checksumMismatch.title, say.checksumMismatch.detail(file), retry),
  'bad-signature': ({ host }) => words(say.badSignature.title, say.badSignature.detail(host)),
  refused: ({ why }) => words(say.refused.title, spell(sayings, why)),
  'port-busy': ({ port }) => words(say.portBusy.title, say.portBusy.detail(port)),
  'already-running': ({ dataDir }) => words(say.alreadyRunning.title, say.alreadyRunning.detail(dataDir)),
  internal: ({ logRef }) => words(say.internal.title, say.internal.detail(logRef), retry),
})

export function describeFailure(failure: Failure, tongue: Tongue): FailureWords {
  const retry: FailureAction = { kind: 'retry', label: tongue.texts.ui.retry }
  const say = wording(tongue, retry)[failure.code] as (failure: Failure) => Words
  return { ...say(failure), passing: passing.has(failure.code) }
}

/** A failure in a word or two, for a button that has no room for more. */
export function nameFailure(failure: Failure, { texts: { get }, format }: Tongue, other: string): string {
  switch (failure.code) {
    case 'gated':
    case 'unauthorized':
      return get.needsToken
    case 'disk-full':
      return get.needsSpace(format.bytes(Math.max(0, failure.needBytes - failure.freeBytes)))
    default:
      return other
  }
}

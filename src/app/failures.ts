/** Every failure in words, with its next step. The only place in the app that reads failure codes. */
import type { Failure } from '#contract/failure'
import type { Format } from './lib/format.ts'
import type { Page } from './router.tsx'
import type { Texts } from './texts/en.ts'

export type FailureAction =
  | { readonly kind: 'retry'; readonly label: string }
  | { readonly kind: 'page'; readonly label: string; readonly page: Page }
  | { readonly kind: 'open'; readonly label: string; readonly url: string }
  | { readonly kind: 'reload'; readonly label: string }

export interface FailureWords {
  readonly title: string
  readonly detail: string
  readonly action: FailureAction | null
}

interface Tongue {
  readonly texts: Texts
  readonly format: Format
}

export function describeFailure(failure: Failure, { texts, format }: Tongue): FailureWords {
  const say = texts.failures
  const retry: FailureAction = { kind: 'retry', label: texts.ui.retry }
  const settings = (label: string): FailureAction => ({ kind: 'page', label, page: 'settings' })
  const words = (title: string, detail: string, action: FailureAction | null): FailureWords => ({
    title,
    detail,
    action,
  })
  switch (failure.code) {
    case 'bad-request':
      return words(say.badRequest.title, say.badRequest.detail, null)
    case 'unknown-call':
      return words(say.unknownCall.title, say.unknownCall.detail, { kind: 'reload', label: texts.crash.reload })
    case 'too-large':
      return words(say.tooLarge.title, say.tooLarge.detail(format.bytes(failure.limitBytes)), null)
    case 'cancelled':
      return words(say.cancelled.title, say.cancelled.detail, retry)
    case 'disconnected':
      return words(say.disconnected.title, say.disconnected.detail, retry)
    case 'offline':
      return words(say.offline.title, say.offline.detail(failure.host), retry)
    case 'rate-limited': {
      const wait = failure.retryAfterMs === null ? null : format.duration(failure.retryAfterMs)
      return words(say.rateLimited.title, say.rateLimited.detail(wait), retry)
    }
    case 'unauthorized':
      return words(say.unauthorized.title, say.unauthorized.detail(failure.host), settings(say.unauthorized.action))
    case 'gated':
      return words(say.gated.title, say.gated.detail, { kind: 'open', label: say.gated.action, url: failure.url })
    case 'not-found':
      return words(say.notFound.title, say.notFound.detail(failure.what), null)
    case 'hub-changed':
      return words(say.hubChanged.title, say.hubChanged.detail(failure.host), retry)
    case 'hub-error':
      return words(say.hubError.title, say.hubError.detail(failure.host, failure.status), retry)
    case 'disk-full': {
      const [need, free] = [format.bytes(failure.needBytes), format.bytes(failure.freeBytes)]
      return words(say.diskFull.title, say.diskFull.detail(need, free), {
        kind: 'page',
        label: say.diskFull.action,
        page: 'library',
      })
    }
    case 'not-writable':
      return words(say.notWritable.title, say.notWritable.detail(failure.path), settings(say.notWritable.action))
    case 'checksum-mismatch':
      return words(say.checksumMismatch.title, say.checksumMismatch.detail(failure.file), retry)
    case 'port-busy':
      return words(say.portBusy.title, say.portBusy.detail(failure.port), null)
    case 'internal':
      return words(say.internal.title, say.internal.detail(failure.logRef), retry)
  }
}

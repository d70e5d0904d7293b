/** An installer on its way to disk, over the app's own HTTP client, its SHA-512 counted as it comes. */
import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { FailureError } from '#contract/failure'
import { discard } from '#core/http/body'
import { classify, failureOf } from '#core/http/failures'
import type { Http } from '#core/http/http'

export interface FetchFile {
  readonly url: URL
  readonly path: string
  /** Base64. */
  readonly sha512: string
  readonly maxBytes: number
  readonly signal: AbortSignal
  /** The longest silence. */
  readonly silenceMs: number
  onReceived(bytes: number): void
}

export async function fetchFile(http: Pick<Http, 'open'>, wanted: FetchFile): Promise<void> {
  const { url, path, signal, silenceMs } = wanted
  try {
    const opened = await http.open({
      url: url.href,
      signal,
      headers: { 'accept-encoding': 'identity' },
      headersTimeoutMs: silenceMs,
      bodyTimeoutMs: silenceMs,
    })
    if (opened.status !== 200) {
      discard(opened.body)
      throw new FailureError(failureOf({ url, status: opened.status, headers: opened.headers, body: '' }))
    }
    const { counting, digest } = counted(wanted)
    await pipeline(opened.body, counting, createWriteStream(path, { mode: 0o600 }))
    if (digest() !== wanted.sha512) throw new FailureError({ code: 'checksum-mismatch', file: nameOf(url) })
  } catch (error) {
    if (error instanceof FailureError) throw error
    if (signal.aborted) throw new FailureError({ code: 'cancelled' }, { cause: error })
    if (classify(error) === 'other') throw error
    throw new FailureError({ code: 'offline', host: url.host }, { cause: error })
  }
}

function counted({ maxBytes, onReceived }: FetchFile) {
  const hash = createHash('sha512')
  let bytes = 0
  const counting = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      if (bytes > maxBytes) return done(new FailureError({ code: 'too-large', limitBytes: maxBytes }))
      hash.update(chunk)
      onReceived(bytes)
      done(null, chunk)
    },
  })
  return { counting, digest: () => hash.digest('base64') }
}

const nameOf = (url: URL): string => url.pathname.split('/').at(-1) ?? ''

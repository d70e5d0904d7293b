/**
 * What the update server says, believed only with a signature: the bytes of `latest*.yml` are checked against the key
 * that came with this app before anything in them is read. The SHA-512 of the installer stands in those bytes.
 */
import { createPublicKey, verify } from 'node:crypto'
import { Provider, type UpdateInfo } from 'electron-updater'
import {
  parseUpdateInfo,
  resolveFiles,
  type ProviderRuntimeOptions,
} from 'electron-updater/out/providers/Provider.js'
import { z } from 'zod'
import { FailureError } from '#contract/failure'
import type { Http } from '#core/http/http'
import { plainNotes, type UpdateOffer } from '#domain/update-offer'

export interface ReleaseServer {
  /** Without a slash at the end. */
  readonly baseUrl: string
  /** PEM of an Ed25519 key. */
  readonly publicKey: string
  readonly http: Pick<Http, 'bytes'>
  /** Of what is asked now. */
  signal(): AbortSignal
  /** For one answer of the server. */
  readonly deadlineMs?: number
}

const MAX_BYTES = 256 * 1024

const Signed = z.looseObject({
  version: z.string().min(1).max(100),
  files: z
    .array(
      z.looseObject({ url: z.string().min(1).max(1000), sha512: z.string().regex(/^[A-Za-z0-9+/]{86}==$/) }),
    )
    .min(1)
    .max(50),
})

export const signedReleases = (server: ReleaseServer) =>
  class SignedReleases extends Provider<UpdateInfo> {
    constructor(_options: unknown, _updater: unknown, runtime: ProviderRuntimeOptions) {
      super(runtime)
    }

    async getLatestVersion(): Promise<UpdateInfo> {
      const url = `${server.baseUrl}/${this.getDefaultChannelName()}.yml`
      const [bytes, signature] = [await read(url, server), await read(`${url}.sig`, server)]
      const key = createPublicKey(server.publicKey)
      const isOurs =
        key.asymmetricKeyType === 'ed25519' &&
        verify(null, bytes, key, Buffer.from(signature.toString('latin1').trim(), 'base64'))
      if (!isOurs) throw new FailureError({ code: 'bad-signature', host: new URL(url).host })
      return wellFormed(url, bytes)
    }

    resolveFiles(info: UpdateInfo) {
      return resolveFiles(info, new URL(`${server.baseUrl}/`))
    }
  }

async function read(url: string, { http, signal, deadlineMs = 20_000 }: ReleaseServer): Promise<Buffer> {
  const answer = await http.bytes({ url, signal: signal(), maxBytes: MAX_BYTES, attempts: 2, deadlineMs })
  return answer.kind === 'fresh' ? answer.value : Buffer.alloc(0)
}

function wellFormed(url: string, bytes: Buffer): UpdateInfo {
  const { host } = new URL(url)
  try {
    const info = parseUpdateInfo(bytes.toString('utf8'), 'the release', new URL(url))
    Signed.parse(info)
    return info
  } catch (error) {
    throw new FailureError(
      { code: 'hub-changed', host, detail: 'the release is not well formed' },
      { cause: error },
    )
  }
}

const Described = z.object({
  version: z.string(),
  releaseDate: z.string().nullable().catch(null),
  releaseNotes: z
    .union([z.string(), z.array(z.object({ note: z.string().nullable() }))])
    .nullable()
    .catch(null),
  /** What cannot be read holds the release back: it was meant to limit it. */
  stagingPercentage: z.coerce.number().min(0).max(100).nullable().catch(0),
})

export function offerOf(info: UpdateInfo, sizeBytes: number | null): UpdateOffer {
  const absent = { releaseDate: null, releaseNotes: null, stagingPercentage: null }
  const { version, releaseDate, releaseNotes, stagingPercentage } = Described.parse(
    Object.assign(absent, info),
  )
  const notes = Array.isArray(releaseNotes)
    ? releaseNotes.map(({ note }) => note ?? '').join('\n\n')
    : (releaseNotes ?? '')
  return {
    version,
    notes: plainNotes(notes),
    releasedAt: releaseDate,
    sizeBytes,
    rolloutPercent: stagingPercentage,
  }
}

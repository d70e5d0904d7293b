/** Pictures of the hubs, fetched by the app: only from the hubs' own hosts, only real bitmaps, only so large. */
import { PICTURE_TYPES, type Picture } from '#contract/catalog-details'
import { FailureError } from '#contract/failure'
import type { Http } from '#core/http/http'
import type { FileCache } from './file-cache.ts'

export interface PicturesDeps {
  readonly http: Pick<Http, 'bytes'>
  readonly cache: FileCache
}

const MAX_PICTURE_BYTES = 8 * 1024 * 1024

export interface Pictures {
  get(
    wanted: { readonly url: string; readonly width?: number | undefined },
    signal: AbortSignal,
  ): Promise<Picture>
}

export function createPictures({ http, cache }: PicturesDeps): Pictures {
  return {
    async get({ url, width }, signal) {
      const address = sized(url, width ?? 450)
      const bytes = (await cache.get(address)) ?? (await fetchAndKeep(address, signal))
      const type = pictureType(bytes)
      if (type === null) throw new FailureError({ code: 'not-found', what: 'a picture at this address' })
      return { type, base64: bytes.toString('base64') }
    },
  }

  async function fetchAndKeep(address: string, signal: AbortSignal): Promise<Buffer> {
    const ask = {
      url: address,
      purpose: 'picture',
      maxBytes: MAX_PICTURE_BYTES,
      attempts: 2,
      signal,
    } as const
    const answer = await http.bytes({ ...ask, headers: { accept: PICTURE_TYPES.join(', ') } })
    if (answer.kind !== 'fresh' || pictureType(answer.value) === null)
      throw new FailureError({ code: 'not-found', what: 'a picture at this address' })
    await cache.put(address, answer.value)
    return answer.value
  }
}

/** CivitAI names the full-size original, megabytes of it; its server scales when the address asks. */
export function sized(url: string, width: number): string {
  const civitai = /^(https?:\/\/[^/]+\/[^/]+\/[0-9a-f-]{36})\/(?:original=true|width=\d+)[^/]*\/(.*)$/i.exec(
    url,
  )
  if (!civitai) return url
  const [, base, name = ''] = civitai
  const poster = /\.(mp4|webm)$/i.test(name)
  return poster
    ? `${base}/anim=false,transcode=true,width=${width}/${name.replace(/\.\w+$/, '.jpeg')}`
    : `${base}/width=${width}/${name}`
}

/** By its first bytes, never by what the server says. SVG is a program and no bitmap. */
export function pictureType(bytes: Buffer): Picture['type'] | null {
  const text = bytes.subarray(0, 16).toString('latin1')
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png'
  if (text.startsWith('\xff\xd8\xff')) return 'image/jpeg'
  if (text.startsWith('GIF87a') || text.startsWith('GIF89a')) return 'image/gif'
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP') return 'image/webp'
  return text.slice(4, 12) === 'ftypavif' ? 'image/avif' : null
}

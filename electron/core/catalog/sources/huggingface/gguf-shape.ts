/** How a model is built, from the header of one of its GGUF files: read in ranges, the weights never. */
import { gguf } from '@huggingface/gguf'
import { FailureError } from '#contract/failure'
import type { Http } from '#core/http/http'
import type { ModelShape } from '#domain/fit/shape'
import { shapeFromGguf } from '#domain/fit/shape-gguf'
import type { Artifact, Model } from '#domain/model'
import { fileUrl } from './queries.ts'

export interface GgufShapeDeps {
  readonly http: Pick<Http, 'bytes'>
  readonly baseUrl: () => string
  readonly signal: AbortSignal
}

/** Vocabularies of a quarter of a million words make headers of ten megabytes. */
const MAX_HEADER_BYTES = 24 * 1024 * 1024

/** Null where the file has no header that tells it. The first of several shards has it all. */
export async function readGgufShape(
  model: Model,
  artifact: Artifact,
  { http, baseUrl, signal }: GgufShapeDeps,
): Promise<ModelShape | null> {
  const path = artifact.files
    .map((file) => file.path)
    .filter((name) => name.toLowerCase().endsWith('.gguf'))
    .toSorted()[0]
  if (artifact.format !== 'gguf' || path === undefined) return null
  try {
    const { metadata } = await gguf(fileUrl(baseUrl(), model, path), { fetch: rangesBy(http, signal) })
    return shapeFromGguf({ ...metadata })
  } catch (error) {
    if (error instanceof FailureError) throw error
    return null // the reader says in many words that this is no header
  }
}

/** The reader's requests through the app's own client. What it asks for beyond the limit, it does not get. */
function rangesBy(http: Pick<Http, 'bytes'>, signal: AbortSignal): typeof fetch {
  return async (address, init) => {
    const range = new Headers(init?.headers).get('range') ?? ''
    const [, first = 0, last = 0] = (/^bytes=(\d+)-(\d+)$/.exec(range) ?? []).map(Number)
    if (last === 0 || last >= MAX_HEADER_BYTES)
      throw new FailureError({ code: 'too-large', limitBytes: MAX_HEADER_BYTES })
    const url = new Request(address).url
    const answer = await http.bytes({ url, headers: { range }, maxBytes: last - first + 1, signal })
    return new Response(answer.kind === 'fresh' ? new Uint8Array(answer.value) : null)
  }
}

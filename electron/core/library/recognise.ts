/** Whose file it is, by its hash. CivitAI can tell; HuggingFace has no such question. */
import { z } from 'zod'
import { FailureError } from '#contract/failure'
import type { Http } from '#core/http/http'
import type { KnownFile } from './import-file.ts'

const Version = z.looseObject({
  id: z.number().int(),
  modelId: z.number().int(),
  model: z.looseObject({ name: z.string() }),
  files: z.array(
    z.looseObject({
      id: z.number().int(),
      hashes: z.looseObject({ SHA256: z.string().optional() }).optional(),
    }),
  ),
})

/** Null where nobody knows it, and where nobody can be asked. */
export async function recogniseByHash(
  sha256: string,
  { http, civitai }: { http: Pick<Http, 'json'>; civitai: string },
): Promise<KnownFile | null> {
  const url = `${civitai}/api/v1/model-versions/by-hash/${sha256}`
  try {
    const answer = await http.json({ url, signal: AbortSignal.timeout(15_000), schema: Version, attempts: 1 })
    if (answer.kind !== 'fresh') return null
    const { id, modelId, model, files } = answer.value
    const file = files.find(({ hashes }) => hashes?.SHA256?.toLowerCase() === sha256)
    if (!file) return null
    return {
      modelId: `civitai:${modelId}`,
      artifactId: `${id}/${file.id}`,
      revision: String(id),
      name: model.name,
      author: null,
      entryId: `civitai:${modelId}:${id}`,
      kind: 'image',
    }
  } catch (error) {
    if (error instanceof FailureError) return null
    throw error
  }
}

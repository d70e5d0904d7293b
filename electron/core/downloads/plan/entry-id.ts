/** rbee's ids: `org/name`, `org/name:file.gguf`, `civitai:4384`. Where one is taken, a longer one that is not. */
import type { Artifact, Model } from '#domain/model'
import { sanitizedId } from './paths.ts'
import type { Layout } from './plan.ts'

/** An entry of the library, and what it holds where we know. */
export interface Occupied {
  readonly entryId: string
  readonly modelId: string | null
  readonly artifactId: string | null
}

export const folderNameOf = sanitizedId

/** Best first. */
export function entryIdsOf(
  { model, artifact }: { readonly model: Model; readonly artifact: Artifact },
  layout: Layout,
): readonly string[] {
  const [first] = artifact.files
  switch (layout) {
    case 'transformers':
    case 'diffusers':
      return [model.sourceId, `${model.sourceId}:${artifact.id}`]
    case 'gguf':
      return [`${model.sourceId}:${first?.path ?? artifact.id}`]
    case 'civitai': {
      const base = `civitai:${model.sourceId}`
      const version = artifact.version?.id
      return [base, `${base}:${version}`, `${base}:${artifact.id.replace('/', ':')}`]
    }
  }
}

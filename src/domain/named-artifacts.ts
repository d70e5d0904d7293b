/** What of a model a link or a typed id means in particular. Pure. */
import type { Artifact, Model } from './model.ts'

export interface Naming {
  /** HuggingFace: a branch, tag or commit. CivitAI: a version id. */
  readonly revision: string | null
  /** A file inside the repository. */
  readonly path: string | null
  readonly quantization: string | null
}

/** Null: the whole model is meant. None: it has not, or no longer, what is named. */
export function namedArtifacts(
  { source, artifacts }: Model,
  { revision, path, quantization }: Naming,
): readonly Artifact[] | null {
  const version = source === 'civitai' ? revision : null
  if (version === null && path === null && quantization === null) return null
  return artifacts.filter(
    (one) =>
      (version === null || one.version?.id === version) &&
      (path === null || one.files.some((file) => file.path === path)) &&
      (quantization === null || one.quantization?.toLowerCase() === quantization.toLowerCase()),
  )
}

/** What a repository is asked for instead of its newest state, if anything else. */
export const otherRevision = (
  { source }: Pick<Model, 'source'>,
  { revision }: Pick<Naming, 'revision'>,
): string | null => (source === 'civitai' || revision === 'main' || revision === 'HEAD' ? null : revision)

import type { Artifact } from '#domain/model'

interface ArtifactWords {
  readonly name: string
  /** Beside the name: what it is stored as, or made for. */
  readonly detail: string | null
}

/** "Q4_K_M" and "gguf", or a version and what it was made for. */
export function artifactWords({ version, quantization, precision, format, role }: Artifact): ArtifactWords {
  if (version !== null) return { name: version.name, detail: version.baseModel ?? role }
  return quantization === null ? { name: format, detail: precision } : { name: quantization, detail: format }
}

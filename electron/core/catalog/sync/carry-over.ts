/** A list tells less than a model's own page. What we knew better stays, as long as it speaks of the same thing. Pure. */
import type { Artifact, ArtifactFile, Model } from '#domain/model'

/** The base models that a CivitAI list was asked for: it leaves out the other versions of a model. */
export type CutTo = ReadonlySet<string> | null

export function carryOver(listed: Model, known: Model | undefined, cutTo: CutTo): Model {
  if (!known) return listed
  const sameRevision = listed.revision !== null && listed.revision === known.revision
  const byId = new Map(known.artifacts.map((artifact) => [artifact.id, artifact]))
  const artifacts = listed.artifacts.map((artifact) =>
    withSizes(artifact, byId.get(artifact.id), sameRevision),
  )
  const all = [...artifacts, ...leftOut(listed, known, cutTo)]
  return {
    ...listed,
    artifacts: all,
    contextLength: listed.contextLength ?? known.contextLength,
    parameters: listed.parameters ?? known.parameters,
    ...shapeOf(listed, known),
    trending: listed.trending ?? known.trending,
    preview: listed.preview ?? known.preview,
    createdAt: least(listed.createdAt, known.createdAt),
  }
}

/** Lists tell none; a model hardly ever changes its own. */
function shapeOf(listed: Model, known: Model): Pick<Model, 'shape'> {
  const shape = listed.shape ?? known.shape
  return shape === undefined ? {} : { shape }
}

function leftOut(listed: Model, known: Model, cutTo: CutTo): readonly Artifact[] {
  if (cutTo === null) return []
  const here = new Set(listed.artifacts.map(({ version }) => version?.id))
  return known.artifacts.filter(
    ({ version }) => version !== null && !here.has(version.id) && !cutTo.has(version.baseModel ?? ''),
  )
}

function withSizes(listed: Artifact, known: Artifact | undefined, sameRevision: boolean): Artifact {
  if (!known || listed.sizeBytes !== null || listed.files.length === 0) return listed
  const byPath = new Map(known.files.map((file) => [file.path, file]))
  const files = listed.files.map((file) => withSize(file, byPath.get(file.path), sameRevision))
  const sizes = files.map(({ sizeBytes }) => sizeBytes)
  const sizeBytes = sizes.reduce<number | null>(
    (sum, size) => (sum === null || size === null ? null : sum + size),
    0,
  )
  return { ...listed, files, sizeBytes }
}

/** A size told for this very path stays the best guess; a hash holds only for the commit it was told for. */
const withSize = (
  file: ArtifactFile,
  known: ArtifactFile | undefined,
  sameRevision: boolean,
): ArtifactFile => ({
  ...file,
  sizeBytes: file.sizeBytes ?? known?.sizeBytes ?? null,
  sha256: file.sha256 ?? (sameRevision ? (known?.sha256 ?? null) : null),
})

const least = (a: number | null, b: number | null): number | null =>
  a === null ? b : b === null ? a : Math.min(a, b)

/** What is worth a mark on one file of a hub. Pure. */
import type { Artifact, ScanResult, Unavailable } from '#domain/model'

export type ArtifactMark =
  | { readonly kind: 'primary' }
  | { readonly kind: 'early-access'; readonly endsAt: number | null }
  | { readonly kind: 'unavailable'; readonly why: Unavailable }
  | { readonly kind: 'scan'; readonly result: ScanResult }

export function artifactMarks(
  { primary, scan, version }: Artifact,
  among: readonly Artifact[],
  nowMs: number,
): readonly ArtifactMark[] {
  const marks: ArtifactMark[] = []
  const files = among.filter((other) => other.version?.id === version?.id)
  if (version !== null && primary && files.length > 1) marks.push({ kind: 'primary' })
  const early = version?.earlyAccess ?? null
  if (early !== null && (early.endsAt === null || early.endsAt > nowMs))
    marks.push({ kind: 'early-access', endsAt: early.endsAt })
  if (version !== null && version.unavailable !== null)
    marks.push({ kind: 'unavailable', why: version.unavailable })
  if (scan !== null) marks.push({ kind: 'scan', result: scan })
  return marks
}

import type { Artifact, Model } from '../model.ts'

/** Between artifacts that are judged alike: the hub's own choice, then the newest version, then by id. */
export function byPreference(a: Artifact, b: Artifact): number {
  return (
    Number(b.primary) - Number(a.primary) ||
    (b.version?.publishedAt ?? 0) - (a.version?.publishedAt ?? 0) ||
    Number(b.version?.id ?? 0) - Number(a.version?.id ?? 0) ||
    (a.id < b.id ? -1 : Number(a.id > b.id))
  )
}

const known = new WeakMap<Model, readonly Artifact[]>()

/**
 * The artifacts that a model has to be judged by: twenty quantisations of one repository differ for no rule but in
 * being sharded or not, so the first of each kind stands for the rest.
 */
export function representatives(model: Model): readonly Artifact[] {
  const found = known.get(model)
  if (found !== undefined) return found
  const kinds = new Map<string, Artifact>()
  for (const artifact of model.artifacts) {
    const kind = kindOf(artifact)
    const first = kinds.get(kind)
    if (first === undefined || byPreference(artifact, first) < 0) kinds.set(kind, artifact)
  }
  const chosen = [...kinds.values()]
  known.set(model, chosen)
  return chosen
}

/** Everything of an artifact that a rule reads, except what only warnings speak of. */
export function kindOf({ format, sharded, role, scan, version }: Artifact): string {
  if (version === null) return `${format}|${sharded ? 'sharded' : ''}`
  const { baseModel, baseModelType, unavailable, earlyAccess } = version
  const bought = earlyAccess === null ? '' : `until ${earlyAccess.endsAt ?? 'bought'}`
  return [format, role, scan, baseModel, baseModelType, unavailable, bought].join('|')
}

/** A model as few bytes: what is null, empty or false is left out, and comes back when it is read. Pure. */
import type { Artifact, Model } from '#domain/model'
import { noArtifact, noClaims, noFile, noModel, noVersion } from '#domain/nothing-known'

type Compact<T> = Partial<Record<keyof T, unknown>>

const without = <T extends object>(value: T, defaults: T): Compact<T> =>
  Object.fromEntries(
    Object.entries(value).filter(([key, field]) => {
      const usual = defaults[key as keyof T]
      return field !== usual && !(Array.isArray(field) && field.length === 0) && field !== undefined
    }),
  ) as Compact<T>

/** Pictures belong to their authors: the snapshot names none. */
export const compactModel = (model: Model): Compact<Model> => ({
  ...without({ ...model, preview: null }, noModel),
  ...(Object.values(model.claims).some(Boolean)
    ? { claims: without(model.claims, noClaims) }
    : { claims: undefined }),
  ...(model.artifacts.length === 0 ? {} : { artifacts: model.artifacts.map(compactArtifact) }),
})

const compactArtifact = (artifact: Artifact): Compact<Artifact> => ({
  ...without(artifact, noArtifact),
  ...(artifact.files.length === 0 ? {} : { files: artifact.files.map((file) => without(file, noFile)) }),
  ...(artifact.version === null ? {} : { version: without(artifact.version, noVersion) }),
})

export function expandModel(compact: Compact<Model>): Model {
  const model = { ...noModel, ...compact } as Model
  return {
    ...model,
    claims: { ...noClaims, ...model.claims },
    artifacts: model.artifacts.map((artifact) => ({
      ...noArtifact,
      ...artifact,
      files: (artifact.files ?? []).map((file) => ({ ...noFile, ...file })),
      version: artifact.version ? { ...noVersion, ...artifact.version } : null,
    })),
  }
}

/** A model as few bytes: what is null, empty or false is left out, and comes back when it is read. Pure. */
import type { Artifact, ArtifactFile, ArtifactVersion, Claims, Model } from '#domain/model'

type Compact<T> = Partial<Record<keyof T, unknown>>

const NO_CLAIMS: Claims = {
  modelType: null,
  architectureClass: null,
  gguf: null,
  pipelineClass: null,
  quantization: null,
  remoteCode: false,
  adapterOnly: false,
}
const NO_FILE: ArtifactFile = { path: '', sizeBytes: null, sha256: null, hubId: null }
const NO_VERSION: ArtifactVersion = {
  id: '',
  name: '',
  baseModel: null,
  baseModelType: null,
  publishedAt: null,
  unavailable: null,
  earlyAccess: null,
}
const NO_ARTIFACT: Artifact = {
  id: '',
  format: 'other',
  quantization: null,
  precision: null,
  role: null,
  sizeBytes: null,
  files: [],
  sharded: false,
  primary: false,
  scan: null,
  version: null,
}
const NO_MODEL: Model = {
  id: '',
  source: 'huggingface',
  sourceId: '',
  name: '',
  author: null,
  task: null,
  library: null,
  type: null,
  architecture: null,
  claims: NO_CLAIMS,
  parameters: null,
  contextLength: null,
  licence: null,
  baseModels: [],
  tags: [],
  languages: [],
  gated: 'no',
  private: false,
  unavailable: null,
  nsfw: false,
  nsfwLevel: null,
  downloads: null,
  likes: null,
  trending: null,
  createdAt: null,
  updatedAt: null,
  revision: null,
  preview: null,
  artifacts: [],
}

const without = <T extends object>(value: T, defaults: T): Compact<T> =>
  Object.fromEntries(
    Object.entries(value).filter(([key, field]) => {
      const usual = defaults[key as keyof T]
      return field !== usual && !(Array.isArray(field) && field.length === 0) && field !== undefined
    }),
  ) as Compact<T>

/** Pictures belong to their authors: the snapshot names none. */
export const compactModel = (model: Model): Compact<Model> => ({
  ...without({ ...model, preview: null }, NO_MODEL),
  ...(Object.values(model.claims).some(Boolean)
    ? { claims: without(model.claims, NO_CLAIMS) }
    : { claims: undefined }),
  ...(model.artifacts.length === 0 ? {} : { artifacts: model.artifacts.map(compactArtifact) }),
})

const compactArtifact = (artifact: Artifact): Compact<Artifact> => ({
  ...without(artifact, NO_ARTIFACT),
  ...(artifact.files.length === 0 ? {} : { files: artifact.files.map((file) => without(file, NO_FILE)) }),
  ...(artifact.version === null ? {} : { version: without(artifact.version, NO_VERSION) }),
})

export function expandModel(compact: Compact<Model>): Model {
  const model = { ...NO_MODEL, ...compact } as Model
  return {
    ...model,
    claims: { ...NO_CLAIMS, ...model.claims },
    artifacts: model.artifacts.map((artifact) => ({
      ...NO_ARTIFACT,
      ...artifact,
      files: (artifact.files ?? []).map((file) => ({ ...NO_FILE, ...file })),
      version: artifact.version ? { ...NO_VERSION, ...artifact.version } : null,
    })),
  }
}

/** Models, artifacts and plans as the plan tests need them. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Metadata } from '#core/library/entry'
import { entryOf } from '#core/downloads/plan/entry-of'
import type { FileFacts } from '#core/downloads/inspect/facts'
import { planDownload, type DownloadPlan, type PlanRequest } from '#core/downloads/plan/plan'
import type { Artifact, ArtifactFile, Model } from '#domain/model'
import { artifactOf, modelOf } from '../../integration/downloads/setting.ts'

export const example = (name: string): Metadata =>
  Metadata.parse(
    JSON.parse(readFileSync(join(import.meta.dirname, '../../fixtures/rbee', `${name}.json`), 'utf8')),
  )
export const file = (path: string, sizeBytes = 10, hubId: string | null = null): ArtifactFile => ({
  path,
  sizeBytes,
  sha256: 'a'.repeat(64),
  hubId,
})

export const MODELS = '/home/u/.cache/rbee/models'
export const request = (
  model: Model,
  artifact: Artifact,
  change: Partial<PlanRequest> = {},
): PlanRequest => ({
  model,
  artifact,
  workerId: null,
  modelIndex: null,
  modelsDir: MODELS,
  platform: 'linux',
  hubs: { huggingface: 'https://huggingface.co', civitai: 'https://civitai.com' },
  occupied: [],
  ...change,
})

export function planned(asked: PlanRequest): DownloadPlan {
  const result = planDownload(asked)
  if (!result.ok) throw new Error(JSON.stringify(result.problem))
  return result.plan
}

export const code = (asked: PlanRequest): string => {
  const result = planDownload(asked)
  return result.ok ? 'ok' : result.problem.code
}

export const finished = (
  model: Model,
  artifact: Artifact,
  plan: DownloadPlan,
  facts: FileFacts | null = null,
): Metadata =>
  entryOf({
    model,
    artifact,
    plan,
    files: plan.files.map(({ path, sizeBytes }) => ({
      path,
      sizeBytes: sizeBytes ?? 0,
      sha256: 'a'.repeat(64),
    })),
    sidecars: {
      modelType: 'llama',
      architecture: 'LlamaForCausalLM',
      contextLength: 2048,
      hasTokenizer: true,
      tokens: { bosToken: '<s>', eosToken: '</s>', padToken: null, unkToken: null, chatTemplate: null },
    },
    facts,
    triggerWords: ['lineart'],
    nowMs: Date.UTC(2025, 10, 15, 10),
  })

export const tinyLlama: Model = {
  ...modelOf(),
  id: 'huggingface:TinyLlama/TinyLlama-1.1B-Chat-v1.0',
  sourceId: 'TinyLlama/TinyLlama-1.1B-Chat-v1.0',
  name: 'TinyLlama-1.1B-Chat-v1.0',
  author: 'TinyLlama',
  revision: 'fe8a4ea1',
}
export const dreamShaper: Model = {
  ...modelOf(),
  id: 'civitai:4384',
  source: 'civitai',
  sourceId: '4384',
  name: 'DreamShaper',
  author: 'Lykon',
  type: 'Checkpoint',
  revision: null,
}
export const civitaiFile = (name: string, base = 'SD 1.5'): Artifact => ({
  ...artifactOf([file(name)]),
  id: '128713/94516',
  files: [file(name, 10, '94516')],
  version: {
    id: '128713',
    name: '8',
    baseModel: base,
    baseModelType: 'Standard',
    publishedAt: 1,
    unavailable: null,
    earlyAccess: null,
  },
})

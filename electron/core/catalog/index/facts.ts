/** What a query can ask about a model, taken from its record. */
import type { Artifact, Model } from '#domain/model'
import { sameName, searchableTags, usable, variants, words } from './tokens.ts'

export interface Facts {
  readonly model: Model
  readonly nameWords: readonly string[]
  readonly otherWords: readonly string[]
  /** Texts that are this very model when typed in full. */
  readonly exact: readonly string[]
  readonly formats: readonly string[]
  readonly quantizations: readonly string[]
  readonly baseModels: readonly string[]
  readonly languages: readonly string[]
  readonly popularity: number
  readonly trending: number
}

export function factsOf(model: Model): Facts {
  const nameWords = words(model.name).map(usable)
  return {
    model,
    nameWords,
    otherWords: [
      ...variants(model.name),
      ...words(model.author ?? ''),
      ...searchableTags(model.tags).flatMap(words),
    ].map(usable),
    exact: [...new Set([sameName(model.name), sameName(model.sourceId)])],
    formats: model.artifacts.map((artifact) => artifact.format),
    quantizations: model.artifacts.flatMap(quantizationOf),
    baseModels: [...model.baseModels.map((base) => base.id), ...model.artifacts.flatMap(baseModelOf)],
    languages: model.languages,
    popularity: popularityOf(model),
    trending: trendingOf(model),
  }
}

/** CivitAI is a hub of image models and names no task; its models for video are those of a base that says so. */
export function taskOf({ source, task, artifacts }: Model): string | null {
  if (task !== null || source !== 'civitai') return task
  const isVideo = artifacts.some(({ version }) =>
    /video|^wan|^ltx|mochi|^svd/i.test(version?.baseModel ?? ''),
  )
  return isVideo ? null : 'text-to-image'
}

const quantizationOf = ({ quantization }: Artifact): string[] => (quantization === null ? [] : [quantization])

const baseModelOf = ({ version }: Artifact): string[] => (version?.baseModel ? [version.baseModel] : [])

/**
 * How widely used, comparable over the hubs: HuggingFace counts the last 30 days, CivitAI all downloads ever.
 * Depends on the model alone, so that a place in the list does not move because others changed.
 */
function popularityOf({ source, downloads, likes }: Model): number {
  const months = source === 'civitai' ? 24 : 1
  return Math.fround(Math.log2(1 + (downloads ?? 0) / months) + Math.log2(1 + (likes ?? 0)) / 4)
}

/**
 * Where no trend is told (CivitAI tells none), a model stands where HuggingFace has what is as widely used: there a
 * score of 1 is common at a popularity of 12, and doubles with every 1.4 more. Last of all, nobody would find it.
 */
const trendingOf = (model: Model): number =>
  model.trending ?? Math.round(2 ** ((popularityOf(model) - 12) / 1.4))

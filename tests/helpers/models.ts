/** Real models, normalised from the recorded hub records; and as many as wanted that look like them. */
import { readFileSync } from 'node:fs'
import type { Artifact, Model } from '#domain/model'
import { normaliseCivitai } from '#domain/normalise/civitai'
import { loadFamilies } from '#core/workers/families'
import { normaliseHuggingFace } from '#domain/normalise/huggingface'

const FIXTURES = new URL('../fixtures/', import.meta.url)

const lines = (path: string): unknown[] =>
  readFileSync(new URL(path, FIXTURES), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line))

/** Each once, by id. */
export function realModels(): Model[] {
  const families = loadFamilies()
  const read = [
    ...['labels/huggingface.jsonl', 'hub/huggingface.jsonl']
      .flatMap(lines)
      .map((raw) => normaliseHuggingFace(raw, families)),
    ...['labels/civitai.jsonl', 'hub/civitai.jsonl'].flatMap(lines).map((raw) => normaliseCivitai(raw)),
  ]
  const models = new Map<string, Model>()
  for (const found of read) if (found.ok) models.set(found.model.id, found.model)
  return [...models.values()]
}

/** The same numbers for the same seed, on every machine. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const DAY_MS = 86_400_000

/**
 * Models with the names, tags, sizes and kinds of real ones, recombined: what is common stays common.
 * Yields one at a time, so that a million need not be held.
 */
export function* similarModels(count: number, seed = 1): Generator<Model, void> {
  const real = realModels()
  const random = createRandom(seed)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  const words = real.flatMap(({ name }) => name.split(/[-_ ]+/)).filter((word) => word.length > 1)
  const tags = real.flatMap((model) => model.tags)
  const authors = real.flatMap(({ author }) => (author === null ? [] : [author]))
  const newest = Math.max(...real.map(({ updatedAt }) => updatedAt ?? 0))

  for (let number = 0; number < count; number++) {
    const base = pick(real)
    const author = random() < 0.6 ? pick(authors) : `${pick(authors)}${Math.floor(random() * 400)}`
    const name = `${base.name.slice(0, 60)}-${pick(words)}${random() < 0.5 ? '' : `-${pick(words)}`}-v${number}`
    const sourceId = base.source === 'civitai' ? String(1_000_000 + number) : `${author}/${name}`
    const updatedAt = newest - Math.floor(random() ** 2 * 1000) * DAY_MS
    yield {
      ...base,
      id: `${base.source}:${sourceId}`,
      sourceId,
      name,
      author,
      tags: [...new Set([...base.tags, ...Array.from({ length: 3 }, () => pick(tags))])],
      baseModels:
        random() < 0.5 ? base.baseModels : [{ relation: 'finetune', id: `${author}/${pick(real).name}` }],
      downloads: Math.floor(1 / (random() ** 2 + 1e-7)),
      likes: Math.floor(0.1 / (random() ** 1.5 + 1e-6)),
      trending: random() < 0.2 ? Math.floor(random() * 50) : null,
      createdAt: updatedAt - Math.floor(random() * 300) * DAY_MS,
      updatedAt,
      parameters: base.parameters && {
        ...base.parameters,
        value: Math.round(base.parameters.value * (0.8 + random() * 0.4)),
      },
      artifacts: scaled(base.artifacts, 0.8 + random() * 0.4),
    }
  }
}

const scaled = (artifacts: readonly Artifact[], factor: number): readonly Artifact[] =>
  artifacts.map((artifact) => ({
    ...artifact,
    sizeBytes: artifact.sizeBytes === null ? null : Math.round(artifact.sizeBytes * factor),
  }))

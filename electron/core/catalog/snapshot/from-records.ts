/** Models for a snapshot from a folder of recorded API answers: facts only, one record a line, packed or not. */
import { createReadStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import type { Model, Source } from '#domain/model'
import { normaliseCivitai } from '#domain/normalise/civitai'
import { normaliseHuggingFace } from '#domain/normalise/huggingface'
import type { Normalised } from '#domain/normalise/outcome'
import type { WorkerFamily } from '#domain/worker-family'

const normalisers = (
  families: readonly WorkerFamily[],
): Readonly<Record<Source, (raw: unknown) => Normalised>> => ({
  huggingface: (raw) => normaliseHuggingFace(raw, families),
  civitai: normaliseCivitai,
})

export interface FromRecords {
  readonly models: readonly Model[]
  /** Files and lines that gave nothing, by reason. */
  readonly skipped: Readonly<Record<string, number>>
}

/**
 * Reads `huggingface/*.jsonl[.gz]` and `civitai/*.jsonl[.gz]` below the folder. Of several records of one model the one
 * that tells most is taken.
 */
export async function modelsFromRecords(
  folder: string,
  families: readonly WorkerFamily[],
): Promise<FromRecords> {
  const normalise = normalisers(families)
  const best = new Map<string, Model>()
  const skipped: Record<string, number> = {}
  for (const source of ['huggingface', 'civitai'] as const) {
    const names = (await readdir(join(folder, source)))
      .filter((name) => /\.jsonl(\.gz)?$/.test(name))
      .toSorted()
    for (const name of names) {
      for await (const raw of records(join(folder, source, name))) {
        const made = normalise[source](withContext(raw))
        if (!made.ok) skipped[made.reason] = (skipped[made.reason] ?? 0) + 1
        else if (weight(made.model) > weight(best.get(made.model.id))) best.set(made.model.id, made.model)
      }
    }
  }
  return { models: [...best.values()].filter(isListed), skipped }
}

/** Collections keep the context length of a repository's own config beside the record. */
function withContext(raw: unknown): unknown {
  const { _contextLength: length, config } = raw as { _contextLength?: unknown; config?: object }
  return typeof length === 'number'
    ? { ...(raw as object), config: { max_position_embeddings: length, ...config } }
    : raw
}

/** A record without any count or date is no answer of the list: an id that somebody mentioned. */
const isListed = (model: Model): boolean =>
  model.artifacts.length > 0 && [model.downloads, model.likes, model.createdAt].some((fact) => fact !== null)

function weight(model: Model | undefined): number {
  if (!model) return -1
  const facts = Object.values(model).filter(
    (fact) => fact !== null && !(Array.isArray(fact) && fact.length === 0),
  )
  return facts.length + model.artifacts.length
}

async function* records(file: string): AsyncGenerator {
  const bytes = createReadStream(file)
  const input = file.endsWith('.gz') ? bytes.pipe(createGunzip()) : bytes
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    if (line.trim() === '') continue
    yield JSON.parse(line) as unknown
  }
}

/** The queue on disk: a file an item, each written whole. What is not finished is found again after any crash. */
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { DownloadStatus } from '#contract/downloads'
import { readJson, writeJson } from '#core/json-file'
import type { Log } from '#core/log'
import type { Artifact, Model } from '#domain/model'
import type { DownloadPlan } from '../plan/plan.ts'

/** Ours, written by this very code: what matters is that it is there. */
const own = <T>() => z.custom<T>((value) => typeof value === 'object' && value !== null)

const StoredItem = z.object({
  version: z.literal(1),
  id: z.string(),
  addedAt: z.number(),
  order: z.number(),
  status: DownloadStatus,
  plan: own<DownloadPlan>(),
  model: own<Model>(),
  artifact: own<Artifact>(),
  triggerWords: z.array(z.string()),
  receivedBytes: z.number(),
})
export type StoredItem = z.infer<typeof StoredItem>

export interface ItemStore {
  load(): StoredItem[]
  save(item: StoredItem): void
  remove(id: string): void
}

export function createItemStore({ dir, log }: { dir: string; log: Log }): ItemStore {
  const fileOf = (id: string): string => join(dir, `${id}.json`)
  return {
    load() {
      const names = listed(dir).filter((name) => name.endsWith('.json'))
      return names
        .flatMap((name) => {
          const read = readJson(join(dir, name), StoredItem)
          if (read.kind === 'damaged') log.error(`The queued download ${name} cannot be read`, read.why)
          return read.kind === 'ok' ? [read.value] : []
        })
        .toSorted((a, b) => a.order - b.order)
    },
    save: (item) => writeJson(fileOf(item.id), item),
    remove: (id) => rmSync(fileOf(id), { force: true }),
  }
}

function listed(dir: string): readonly string[] {
  try {
    return readdirSync(dir)
  } catch {
    return []
  }
}

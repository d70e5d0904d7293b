/**
 * Rebuilds resources/catalog-snapshot.br.
 *   npm run snapshot                          from the live hubs (HF_ENDPOINT, CIVITAI_ENDPOINT, HF_TOKEN are honoured)
 *   npm run snapshot -- --records FOLDER      from a folder of recorded API answers: huggingface/ and civitai/ *.jsonl[.gz]
 * Facts only: names, ids, sizes, counts, hashes, tags, dates.
 */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { createCivitaiSource } from '#core/catalog/sources/civitai/source'
import { createHuggingFaceSource } from '#core/catalog/sources/huggingface/source'
import { packSnapshot } from '#core/catalog/snapshot/file'
import { modelsFromHubs } from '#core/catalog/snapshot/from-hubs'
import { modelsFromRecords } from '#core/catalog/snapshot/from-records'
import { createHttp } from '#core/http/http'
import { configuredHubs } from '#core/http/hub-config'
import { loadFamilies } from '#core/workers/families'
import type { Model } from '#domain/model'

const { values } = parseArgs({
  options: {
    records: { type: 'string' },
    date: { type: 'string' },
    pages: { type: 'string', default: '20' },
    details: { type: 'string', default: '2000' },
    out: { type: 'string', default: join(import.meta.dirname, '../resources/catalog-snapshot.br') },
  },
})
const say = (line: string): void => void process.stderr.write(`${line}\n`)

async function fromHubs(): Promise<readonly Model[]> {
  const { env } = process
  const hubs = configuredHubs({ huggingface: null, civitai: null, workerCatalog: null }, env, {
    huggingface: env['HF_TOKEN'] ?? null,
  })
  const baseUrl = (source: Model['source']) => () => hubs.find((hub) => hub.source === source)?.baseUrl ?? ''
  const http = createHttp({
    userAgent: 'rbee-marketplace-snapshot/1 (+https://rbee.dev)',
    hubs: () => hubs,
    proxy: () => null,
    offline: () => false,
  })
  try {
    return await modelsFromHubs({
      sources: [
        createHuggingFaceSource({ http, baseUrl: baseUrl('huggingface'), families: loadFamilies() }),
        createCivitaiSource({ http, baseUrl: baseUrl('civitai'), nsfw: () => false }),
      ],
      families: loadFamilies(),
      pages: Number(values.pages),
      details: Number(values.details),
      sleep: (ms, signal) => sleep(ms, undefined, { signal }),
      say,
      signal: new AbortController().signal,
    })
  } finally {
    await http.dispose()
  }
}

async function fromRecords(folder: string): Promise<readonly Model[]> {
  const { models, skipped } = await modelsFromRecords(folder, loadFamilies())
  say(`skipped: ${JSON.stringify(skipped)}`)
  return models
}

const models = values.records === undefined ? await fromHubs() : await fromRecords(values.records)
const bytes = await packSnapshot(models, new Date(values.date ?? Date.now()).toISOString())
await writeFile(values.out, bytes)
say(`${models.length} models, ${bytes.length} bytes: ${values.out}`)

/**
 * The loopback hub: a real HTTP server that speaks the HuggingFace and the CivitAI API from recorded records, with a
 * second origin for pictures and file bytes, a log of every request, and faults on demand.
 */
import { createCivitaiHub, type CivitaiHub } from './civitai/api.ts'
import type { CivitaiRecord } from './civitai/records.ts'
import { json, type HubPart } from './exchange.ts'
import { createFaults, type Fault, type Faults } from './faults.ts'
import { recordedCivitai, recordedHuggingFace } from './fixtures.ts'
import { createHuggingFaceHub, type HuggingFaceHub } from './huggingface/api.ts'
import type { HuggingFaceTokens } from './huggingface/access.ts'
import type { Quotas } from './huggingface/rate-limit.ts'
import type { HuggingFaceRecord } from './huggingface/records.ts'
import { listen, type LoggedRequest } from './listen.ts'
import { pictures } from './pictures.ts'

export interface HubOptions {
  readonly huggingface?: readonly HuggingFaceRecord[]
  readonly civitai?: readonly CivitaiRecord[]
  readonly huggingfaceTokens?: HuggingFaceTokens
  readonly civitaiTokens?: readonly string[]
  readonly quotas?: Partial<Quotas>
  /** The largest page that the HuggingFace list gives, whatever `limit` asks; small ones make many pages. */
  readonly maxLimit?: number
  readonly regionBlocked?: boolean
  /** Further parts, asked before the API's own: file bytes for example. They see both origins. */
  readonly parts?: (hubs: { huggingface: HuggingFaceHub; civitai: CivitaiHub }) => readonly HubPart[]
  readonly port?: number
  readonly now?: () => number
}

export interface Hub {
  /** The base URL of both hubs: for `HF_ENDPOINT` and for CivitAI's base URL. */
  readonly url: string
  readonly cdnUrl: string
  readonly log: LoggedRequest[]
  readonly faults: Faults
  readonly huggingface: HuggingFaceHub
  readonly civitai: CivitaiHub
  dispose(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

/** Plenty, so that only tests about limits meet one. */
const QUOTAS: Quotas = { api: 100_000, resolvers: 100_000, pages: 100_000, windowSeconds: 300 }

export async function createHub(options: HubOptions = {}): Promise<Hub> {
  const faults = createFaults()
  const log: LoggedRequest[] = []
  const huggingface = createHuggingFaceHub({
    records: options.huggingface ?? recordedHuggingFace(),
    tokens: options.huggingfaceTokens ?? {},
    quotas: { ...QUOTAS, ...options.quotas },
    linkBase: 'https://huggingface.co',
    maxLimit: options.maxLimit ?? 1000,
    now: options.now ?? Date.now,
  })
  const civitai = createCivitaiHub({
    records: options.civitai ?? recordedCivitai(),
    tokens: new Set(options.civitaiTokens),
    linkBase: 'https://civitai.com',
    regionBlocked: options.regionBlocked ?? false,
  })
  const own = options.parts?.({ huggingface, civitai }) ?? []
  const urls = { hubUrl: '', cdnUrl: '' }
  const shared = { faults, log, urls: () => urls }
  const cdn = await listen({ ...shared, origin: 'cdn', port: 0, parts: [...own, pictures] })
  urls.cdnUrl = cdn.url
  const parts = [control({ faults, log }), ...own, huggingface.part, civitai.part]
  const hub = await listen({ ...shared, origin: 'hub', port: options.port ?? 0, parts })
  urls.hubUrl = hub.url
  const dispose = async () => {
    await Promise.all([hub.dispose(), cdn.dispose()])
  }
  return { ...urls, url: hub.url, log, faults, huggingface, civitai, dispose, [Symbol.asyncDispose]: dispose }
}

/** The same switches for another process: `GET /__hub/log`, `POST` or `DELETE /__hub/faults`. */
const control =
  ({ faults, log }: { faults: Faults; log: LoggedRequest[] }): HubPart =>
  ({ url, method, body, send }) => {
    if (url.pathname === '/__hub/log') send(json(200, log))
    else if (url.pathname === '/__hub/faults' && method === 'POST') {
      faults.add(JSON.parse(body.toString()) as Fault)
      send(json(201, {}))
    } else if (url.pathname === '/__hub/faults' && method === 'DELETE') {
      faults.clear()
      send(json(200, {}))
    } else return false
    return true
  }

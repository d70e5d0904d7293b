/** The file bytes with nothing around them: two origins, a log, and a store to fill. */
import { createFaults } from '../faults.ts'
import { listen, type LoggedRequest } from '../listen.ts'
import { createFiles, type FileStore } from './files.ts'

export interface FileServer {
  readonly url: string
  readonly cdnUrl: string
  readonly log: LoggedRequest[]
  readonly store: FileStore
  [Symbol.asyncDispose](): Promise<void>
}

export async function startFileServer(): Promise<FileServer> {
  const store = createFiles()
  const log: LoggedRequest[] = []
  const urls = { hubUrl: '', cdnUrl: '' }
  const shared = { faults: createFaults(), log, urls: () => urls, port: 0, parts: [store.part] }
  const cdn = await listen({ ...shared, origin: 'cdn' })
  urls.cdnUrl = cdn.url
  const hub = await listen({ ...shared, origin: 'hub' })
  urls.hubUrl = hub.url
  return {
    url: hub.url,
    cdnUrl: cdn.url,
    log,
    store,
    async [Symbol.asyncDispose]() {
      await Promise.all([hub.dispose(), cdn.dispose()])
    },
  }
}

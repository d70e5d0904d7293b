/** @file The thread that keeps the truth: the database, and the columns built from it. */
import type { MessagePort } from 'node:worker_threads'
import { createEngine } from './engine.ts'
import { createSender } from './link.ts'
import type { ThreadRole } from './protocol.ts'
import { createCatalogRules } from './rules.ts'
import { serve } from './serve-calls.ts'
import { civitaiFeeds } from './sources/civitai/queries.ts'
import { huggingFaceFeeds } from './sources/huggingface/queries.ts'
import { diskTrouble } from './store/database.ts'

export function keepStore(
  port: MessagePort,
  { dir, families, snapshotFile }: Extract<ThreadRole, { role: 'store' }>,
): void {
  const sender = createSender()
  const feeds = [...huggingFaceFeeds(families), ...civitaiFeeds(families)]
  const engine = createEngine({
    dir,
    rules: createCatalogRules(families),
    snapshot: snapshotFile === null ? null : { file: snapshotFile, feeds },
    sender,
    emit: (event) => port.postMessage({ kind: 'event', event }),
  })
  serve(port, {
    calls: engine,
    link(line) {
      sender.link(line)
      engine.sendAll()
    },
    close() {
      engine.dispose()
      sender.close()
    },
    failureOf(error) {
      switch (diskTrouble(error)) {
        case 'full':
          return { code: 'disk-full', needBytes: 0, freeBytes: 0 }
        case 'not-writable':
          return { code: 'not-writable', path: dir }
        case null:
          return null
      }
    },
  })
}

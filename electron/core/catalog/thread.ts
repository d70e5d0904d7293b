/** @file The catalog's worker threads, by their roles. Runs from source and bundled. */
import { parentPort, workerData, type MessagePort } from 'node:worker_threads'
import type { Failure } from '#contract/failure'
import { createEngine } from './engine.ts'
import { createSender, receive } from './link.ts'
import type { Answering, Ask, Tell, ThreadRole, ToThread } from './protocol.ts'
import { BadCursorError } from './query/cursor.ts'
import { createCatalogRules } from './rules.ts'
import { createShown } from './shown.ts'
import { civitaiFeeds } from './sources/civitai/queries.ts'
import { huggingFaceFeeds } from './sources/huggingface/queries.ts'
import { findDamage } from './store/check.ts'
import { diskTrouble } from './store/database.ts'
import { storeFiles } from './store/open.ts'

if (!parentPort) throw new Error('this file is a worker thread')
const port = parentPort
const tell = (message: Tell): void => port.postMessage(message)
const given = workerData as ThreadRole

switch (given.role) {
  case 'check':
    tell({ kind: 'checked', damage: findDamage(storeFiles(given.dir).database) })
    break
  case 'store':
    serve(keepStore(given))
    break
  case 'queries':
    serve(answerQueries(given))
}

interface Service {
  readonly calls: object
  link(line: MessagePort): void
  close(): void
}

function keepStore({ dir, families, snapshotFile }: Extract<ThreadRole, { role: 'store' }>): Service {
  const sender = createSender()
  const feeds = [...huggingFaceFeeds(families), ...civitaiFeeds(families)]
  const engine = createEngine({
    dir,
    rules: createCatalogRules(families),
    snapshot: snapshotFile === null ? null : { file: snapshotFile, feeds },
    sender,
    emit: (event) => tell({ kind: 'event', event }),
    now: Date.now,
  })
  return {
    calls: engine,
    link(line) {
      sender.link(line)
      engine.sendAll()
    },
    close() {
      engine.dispose()
      sender.close()
    },
  }
}

function answerQueries({ families }: Extract<ThreadRole, { role: 'queries' }>): Service {
  const rules = createCatalogRules(families)
  const { show, query, setMachine } = createShown({
    rules,
    families,
    onShown: (state) => tell({ kind: 'event', event: { kind: 'shown', state } }),
    now: Date.now,
  })
  let line: MessagePort | null = null
  return {
    calls: { query, setMachine } satisfies Answering,
    link(next) {
      line?.close()
      line = next
      receive(next, show)
    },
    close: () => line?.close(),
  }
}

function serve({ calls, link, close }: Service): void {
  port.on('message', (message: ToThread) => {
    switch (message.kind) {
      case 'ask':
        return void answer(calls as Calls, message)
      case 'link':
        return link(message.port)
      case 'close':
        close()
        port.close()
    }
  })
}

type Calls = Readonly<Record<string, (...input: readonly unknown[]) => unknown>>

async function answer(calls: Calls, { id, call, input }: Ask): Promise<void> {
  try {
    tell({ kind: 'reply', id, value: await calls[call]?.(...input) })
  } catch (error) {
    tell({ kind: 'failed', id, failure: failureOf(error), message: String(error) })
  }
}

function failureOf(error: unknown): Failure | null {
  if (error instanceof BadCursorError) return { code: 'bad-request', issues: [`cursor: ${error.message}`] }
  switch (diskTrouble(error)) {
    case 'full':
      return { code: 'disk-full', needBytes: 0, freeBytes: 0 }
    case 'not-writable':
      return { code: 'not-writable', path: 'dir' in given ? given.dir : '' }
    case null:
      return null
  }
}

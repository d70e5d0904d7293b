/** @file The catalog's worker thread. Runs from source and bundled. */
import { parentPort, workerData, type MessagePort } from 'node:worker_threads'
import type { Failure } from '#contract/failure'
import type { WorkerFamily } from '#domain/worker-family'
import { createEngine, type Engine } from './engine.ts'
import type { Ask, EngineCall, Tell, ThreadRole } from './protocol.ts'
import { BadCursorError } from './query/cursor.ts'
import { createCatalogRules } from './rules.ts'
import { findDamage } from './store/check.ts'
import { diskTrouble } from './store/database.ts'
import { storeFiles } from './store/open.ts'

const given = workerData as ThreadRole
const { dir } = given
if (!parentPort) throw new Error('this file is a worker thread')
const port = parentPort
const tell = (message: Tell): void => port.postMessage(message)

if (given.role === 'check') tell({ kind: 'checked', damage: findDamage(storeFiles(dir).database) })
else serve(port, given.families)

function serve(from: MessagePort, families: readonly WorkerFamily[]): void {
  const engine = createEngine({
    dir,
    families,
    rules: createCatalogRules(families),
    emit: (event) => tell({ kind: 'event', event }),
    now: Date.now,
  })
  from.on('message', (ask: Ask | 'close') => {
    if (ask !== 'close') return void answer(engine, ask)
    engine.dispose()
    from.close()
  })
}

type AnyCall = (...input: readonly unknown[]) => unknown

async function answer(engine: Engine, { id, call, input }: Ask): Promise<void> {
  try {
    const method = engine[call satisfies EngineCall] as AnyCall
    tell({ kind: 'reply', id, value: await method(...input) })
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
      return { code: 'not-writable', path: dir }
    case null:
      return null
  }
}

/** @file The catalog's worker threads, by their roles; each loads only what it needs. Runs from source and bundled. */
import { parentPort, workerData } from 'node:worker_threads'
import type { Tell, ThreadRole } from './protocol.ts'

if (!parentPort) throw new Error('this file is a worker thread')
const port = parentPort
const tell = (message: Tell): void => port.postMessage(message)
const given = workerData as ThreadRole

switch (given.role) {
  case 'check': {
    const [{ findDamage }, { storeFiles }] = await Promise.all([
      import('./store/check.ts'),
      import('./store/open.ts'),
    ])
    tell({ kind: 'checked', damage: findDamage(storeFiles(given.dir).database) })
    break
  }
  case 'store':
    ;(await import('./store-thread.ts')).keepStore(port, given)
    break
  case 'queries':
    ;(await import('./query-thread.ts')).answerQueries(port, given)
}

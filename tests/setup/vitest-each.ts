import { afterAll, beforeAll } from 'vitest'
import { setTimeout as delay } from 'node:timers/promises'

/** A test file must close what it opens: timers, sockets, servers, child processes. */
const WATCHED = new Set([
  'Timeout',
  'TCPSocketWrap',
  'TCPServerWrap',
  'PipeWrap',
  'ProcessWrap',
  'FSEventWrap',
])
const open = (): string[] => process.getActiveResourcesInfo().filter((kind) => WATCHED.has(kind))
let before = 0

beforeAll(() => {
  before = open().length
})

afterAll(async () => {
  for (let waited = 0; open().length > before + 1 && waited < 20; waited++) await delay(50)
  const left = open()
  if (left.length > before + 1) throw new Error(`this file left open: ${left.join(', ')} (${before} before)`)
})

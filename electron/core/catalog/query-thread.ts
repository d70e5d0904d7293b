/** @file The thread that queries wait for. It touches no disk. */
import type { MessagePort } from 'node:worker_threads'
import { receive } from './link.ts'
import type { Answering, ThreadRole } from './protocol.ts'
import { BadCursorError } from './query/cursor.ts'
import { createCatalogRules } from './rules.ts'
import { serve } from './serve-calls.ts'
import { createShown } from './shown.ts'

export function answerQueries(
  port: MessagePort,
  { families }: Extract<ThreadRole, { role: 'queries' }>,
): void {
  const { show, query, setMachine } = createShown({
    rules: createCatalogRules(families),
    families,
    onShown: (state) => port.postMessage({ kind: 'event', event: { kind: 'shown', state } }),
    now: Date.now,
  })
  let line: MessagePort | null = null
  serve(port, {
    calls: { query, setMachine } satisfies Answering,
    link(next) {
      line?.close()
      line = next
      receive(next, show)
    },
    close: () => line?.close(),
    failureOf: (error) =>
      error instanceof BadCursorError ? { code: 'bad-request', issues: [`cursor: ${error.message}`] } : null,
  })
}

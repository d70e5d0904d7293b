/** The far end of a thread's port: calls answered, the other thread linked, the end. */
import type { MessagePort } from 'node:worker_threads'
import type { Failure } from '#contract/failure'
import type { Ask, Tell, ToThread } from './protocol.ts'

export interface ThreadService {
  readonly calls: object
  link(line: MessagePort): void
  close(): void
  failureOf(error: unknown): Failure | null
}

type Calls = Readonly<Record<string, (...input: readonly unknown[]) => unknown>>

export function serve(port: MessagePort, service: ThreadService): void {
  const tell = (message: Tell): void => port.postMessage(message)
  const answer = async ({ id, call, input }: Ask): Promise<void> => {
    try {
      tell({ kind: 'reply', id, value: await (service.calls as Calls)[call]?.(...input) })
    } catch (error) {
      tell({ kind: 'failed', id, failure: service.failureOf(error), message: String(error) })
    }
  }
  port.on('message', (message: ToThread) => {
    switch (message.kind) {
      case 'ask':
        return void answer(message)
      case 'link':
        return service.link(message.port)
      case 'close':
        service.close()
        port.close()
    }
  })
}

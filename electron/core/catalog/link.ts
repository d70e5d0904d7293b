/** The line between the thread that builds columns and the one that answers from them. */
import type { MessagePort } from 'node:worker_threads'
import type { ColumnsChange } from './index/columns.ts'
import { buffersOf } from './index/flat.ts'

export interface Sender {
  /** Another line: what went over the old one is lost. */
  link(port: MessagePort): void
  send(change: ColumnsChange): void
  /** Resolves when queries see all that was sent. */
  shown(): Promise<void>
  close(): void
}

export function createSender(): Sender {
  let line: MessagePort | null = null
  let underWay = 0
  const waiting: (() => void)[] = []
  return {
    link(port) {
      line?.close()
      line = port
      underWay = 0
      port.on('message', () => {
        if (port !== line || --underWay > 0) return
        for (const done of waiting.splice(0)) done()
      })
    },
    send(change) {
      underWay++
      const flat = [change.base, change.added].flatMap((one) => (one ? buffersOf(one) : []))
      line?.postMessage(change, flat)
    },
    shown: () => (underWay === 0 ? Promise.resolve() : new Promise((done) => void waiting.push(done))),
    close: () => line?.close(),
  }
}

export function receive(port: MessagePort, show: (change: ColumnsChange) => Promise<void>): void {
  port.on('message', (change: ColumnsChange) => {
    void show(change).then(() => port.postMessage('shown'))
  })
}

import { events, type Emit, type EventName } from '#contract/contract'
import type { Log } from './log.ts'

export type EventListener = (name: EventName, value: unknown) => void

/** Events go out as they stand in the contract: a value that does not fit is logged and dropped, never sent. */
export function createEvents({ log }: { log: Log }): {
  emit: Emit
  subscribe(listener: EventListener): () => void
} {
  const listeners = new Set<EventListener>()
  return {
    emit(name, value) {
      if (listeners.size === 0) return
      const checked = events[name].safeParse(value)
      if (!checked.success) return void log.error(`event ${name} does not fit its schema`, checked.error)
      for (const listener of listeners) listener(name, checked.data)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

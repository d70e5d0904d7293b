import type { Core } from '#core/core'

/** Behind which door the messages arrive. */
export interface Target {
  readonly core: Pick<Core, 'door' | 'subscribe'>
  /** How many messages have reached a handler. */
  reached(): number
  /** Everything that must never happen. */
  readonly faults: string[]
}

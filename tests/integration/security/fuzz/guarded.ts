/** A door whose handlers do nothing but check that what reaches them has been checked. */
import { calls, type Call } from '#contract/contract'
import { FailureError } from '#contract/failure'
import { createDoor } from '#core/door'
import type { Handlers } from '#core/handlers'
import { callNames } from './inputs.ts'
import type { Target } from './target.ts'

export function createGuarded(): Target {
  const reached = new Map<Call, number>()
  const faults: string[] = []
  const guard = (name: Call) => async (input: unknown) => {
    reached.set(name, (reached.get(name) ?? 0) + 1)
    if (!calls[name].input.safeParse(input).success) faults.push(`${name} was reached with unchecked input`)
    if (hasOwnKey(input, '__proto__')) faults.push(`${name} was reached with a key that sets prototypes`)
    throw new FailureError({ code: 'cancelled' })
  }
  const handlers = Object.fromEntries(callNames.map((name) => [name, guard(name)])) as unknown as Handlers
  const log = {
    info() {},
    error(message: string, detail?: unknown): string {
      faults.push(`${message}: ${String(detail)}`)
      return 'fault'
    },
    hide() {},
  }
  return {
    core: { door: createDoor({ handlers, log }), subscribe: () => () => {} },
    reached: () => [...reached.values()].reduce((sum, count) => sum + count, 0),
    faults,
  }
}

function hasOwnKey(value: unknown, key: string): boolean {
  if (value === null || typeof value !== 'object') return false
  return Object.hasOwn(value, key) || Object.values(value).some((each) => hasOwnKey(each, key))
}

/** Whether anything got into what every object inherits. */
export const isPolluted = (): boolean => 'polluted' in {} || Object.hasOwn(Object.prototype, 'polluted')

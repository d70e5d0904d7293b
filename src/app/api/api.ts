/** The page's only way to the core: `call` and `on`, typed by the contract, over whichever transport this shell has. */
import type { Call, EventName, EventValue, Input, Output } from '#contract/contract'
import type { Failure } from '#contract/failure'
import type { Transport } from './transport.ts'

/** A call that failed in an expected way. `failures.ts` says it to people. */
export class CallError extends Error {
  readonly failure: Failure
  constructor(failure: Failure) {
    super(failure.code)
    this.name = 'CallError'
    this.failure = failure
  }
}

export interface Api {
  call<C extends Call>(name: C, input: Input<C>, signal?: AbortSignal): Promise<Output<C>>
  on<E extends EventName>(name: E, listener: (value: EventValue<E>) => void): () => void
  onReconnect(listener: () => void): () => void
}

export const createApi = (transport: Transport): Api => ({
  async call(name, input, signal) {
    const reply = await transport.call(name, input, signal)
    if (!reply.ok) throw new CallError(reply.failure)
    return reply.value as Output<typeof name>
  },
  on: (name, listener) => transport.on(name, listener as (value: unknown) => void),
  onReconnect: (listener) => transport.onReconnect(listener),
})

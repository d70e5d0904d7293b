import type { z } from 'zod'
import type { calls } from '#contract/contract'
import type { Calls } from '#contract/shape'

export interface CallOptions {
  readonly signal: AbortSignal
}

/** One handler a call: forgetting one, or answering with another shape, does not compile. */
export type HandlersFor<T extends Calls> = {
  readonly [C in keyof T]: (
    input: z.output<T[C]['input']>,
    options: CallOptions,
  ) => Promise<z.input<T[C]['output']>>
}

export type Handlers = HandlersFor<typeof calls>

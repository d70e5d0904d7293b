import type { z } from 'zod'

/** A row of the contract: what goes in, what comes out. JSON values only, so that every transport can carry them. */
export interface CallSchema {
  readonly input: z.ZodType
  readonly output: z.ZodType
}
export type Calls = Readonly<Record<string, CallSchema>>
export type Events = Readonly<Record<string, z.ZodType>>

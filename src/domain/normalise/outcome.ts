import type { Model } from '../model.ts'

/** Why a record was left out. Callers count these. */
export type SkipReason = 'not-an-object' | 'no-id' | 'bad-id'

export type Normalised =
  { readonly ok: true; readonly model: Model } | { readonly ok: false; readonly reason: SkipReason }

export const skip = (reason: SkipReason): Normalised => ({ ok: false, reason })

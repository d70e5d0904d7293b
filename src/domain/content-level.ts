/** What pictures a user wants to see. CivitAI's bits: 1 PG, 2 PG-13, 4 R, 8 X, 16 XXX, 32 blocked. Pure. */
import type { Preview } from './model.ts'

/** What becomes of a picture that is not for everybody. */
export type ContentLevel = 'hide' | 'blur' | 'show'

const FOR_EVERYBODY = 1 | 2
const BLOCKED = 32

export type Showing = 'show' | 'blur' | 'hide'

/** Pictures that an author set into the text: their levels nobody knows, only what the model as a whole is. */
export const showingInText = ({ nsfw }: { readonly nsfw: boolean }, level: ContentLevel): Showing =>
  nsfw ? showingOf({ nsfwLevel: null }, level) : 'show'

/** A picture of unknown level counts as one that is not for everybody. */
export function showingOf({ nsfwLevel }: Pick<Preview, 'nsfwLevel'>, level: ContentLevel): Showing {
  if (nsfwLevel !== null && (nsfwLevel & BLOCKED) !== 0) return 'hide'
  const mild = nsfwLevel !== null && nsfwLevel !== 0 && (nsfwLevel & ~FOR_EVERYBODY) === 0
  if (mild || level === 'show') return 'show'
  return level === 'blur' ? 'blur' : 'hide'
}

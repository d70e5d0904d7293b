/** Who may have what: missing, gated and disabled repositories, and tokens, refused in the real hub's words. */
import { json, text, type Answer } from '../exchange.ts'
import type { HuggingFaceRecord } from './records.ts'

export interface HuggingFaceTokens {
  /** Token → whether its owner was granted the gated repositories. */
  readonly [token: string]: { readonly name: string; readonly gated: boolean }
}

const authenticate = { 'www-authenticate': 'Bearer realm="Authentication required"' }

export const invalidToken = (): Answer =>
  json(
    401,
    { error: 'Invalid credentials in Authorization header' },
    { 'x-error-message': 'Invalid credentials in Authorization header', ...authenticate },
  )

export const missingRepo = (token: string | null): Answer =>
  token === null
    ? json(
        401,
        { error: 'Invalid username or password.' },
        { 'x-error-message': 'Invalid username or password.', ...authenticate },
      )
    : json(
        404,
        { error: 'Repository not found' },
        { 'x-error-code': 'RepoNotFound', 'x-error-message': 'Repository not found' },
      )

export const missingRevision = (revision: string): Answer =>
  text(404, `Invalid rev id: ${revision}`, {
    'x-error-code': 'RevisionNotFound',
    'x-error-message': `Invalid rev id: ${revision}`,
  })

export const missingEntry = (record: HuggingFaceRecord): Answer =>
  text(404, 'Entry not found', {
    'x-repo-commit': record.sha,
    'x-error-code': 'EntryNotFound',
    'x-error-message': 'Entry not found',
  })

/** Why the files of this repository are refused to this token, or null when they may be fetched. */
export function refusal(
  record: HuggingFaceRecord,
  token: string | null,
  tokens: HuggingFaceTokens,
): Answer | null {
  if (record.disabled)
    return text(403, 'Access to this resource is disabled.', {
      'x-error-message': 'Access to this resource is disabled.',
    })
  if (record.gated === false) return null
  const known = token === null ? undefined : tokens[token]
  if (known?.gated) return null
  const message = known
    ? `Access to model ${record.id} is restricted and you are not in the authorized list. Visit https://huggingface.co/${record.id} to ask for access.`
    : `Access to model ${record.id} is restricted. You must have access to it and be authenticated to access it. Please log in.`
  return text(known ? 403 : 401, message, { 'x-error-code': 'GatedRepo', 'x-error-message': message })
}

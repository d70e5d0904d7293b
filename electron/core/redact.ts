import { homedir } from 'node:os'

const SECRETS = [
  /\bhf_[A-Za-z0-9]{8,}/g,
  /(?<=\b(?:authorization|cookie|x-api-key)['"]?\s*[:=]\s*['"]?)(?:bearer\s+)?[^\s'",]+/gi,
  /(?<=[?&#](?:token|t|api_key|key|signature|x-amz-[a-z-]+)=)[^&\s'"]+/gi,
]

export interface Hidden {
  /** Tokens that no pattern would know. */
  readonly secrets?: Iterable<string>
  readonly home?: string
}

/** What must never reach a log, a crash file or a bug report: tokens, signatures, and whose home it is. */
export function redact(text: string, { secrets = [], home = homedir() }: Hidden = {}): string {
  const hidden = SECRETS.reduce((line, secret) => line.replace(secret, '***'), withoutSecrets(text, secrets))
  return home.length > 1 ? hidden.replaceAll(home, '~') : hidden
}

/** Shorter than any token: to hide it would hide words. */
const LEAST_CHARS = 8

/** As they are, and as they stand in an address. */
export function withoutSecrets(text: string, secrets: Iterable<string>): string {
  let safe = text
  for (const secret of secrets)
    if (secret.length >= LEAST_CHARS)
      safe = safe.replaceAll(secret, '***').replaceAll(encodeURIComponent(secret), '***')
  return safe
}

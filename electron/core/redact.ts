import { homedir } from 'node:os'

const SECRETS = [
  /\bhf_[A-Za-z0-9]{8,}/g,
  /(?<=\b(?:authorization|cookie|x-api-key)['"]?\s*[:=]\s*['"]?)(?:bearer\s+)?[^\s'",]+/gi,
  /(?<=[?&#](?:token|t|api_key|key|signature|x-amz-[a-z-]+)=)[^&\s'"]+/gi,
]

/** What must never reach a log, a crash file or a bug report: tokens, signatures, and whose home it is. */
export function redact(text: string, home = homedir()): string {
  const hidden = SECRETS.reduce((line, secret) => line.replace(secret, '***'), text)
  return home.length > 1 ? hidden.replaceAll(home, '~') : hidden
}

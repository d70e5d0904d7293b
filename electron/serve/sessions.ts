import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

export interface Sessions {
  /** A fresh one-time token for an address. It replaces the one before, if that was never used. */
  issueToken(): string
  /** A session key for a valid token or session, else null. A token works once. */
  admit(proof: { token: string | null; session: string | null }): string | null
}

const secret = (): string => randomBytes(32).toString('base64url')
const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
const same = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b))

export function createSessions(): Sessions {
  const sessions = new Set<string>()
  let token: string | null = null
  return {
    issueToken: () => (token = secret()),
    admit(proof) {
      const known = proof.session
      if (known !== null && [...sessions].some((session) => same(session, known))) return known
      if (token === null || proof.token === null || !same(token, proof.token)) return null
      token = null
      const session = secret()
      sessions.add(session)
      return session
    },
  }
}

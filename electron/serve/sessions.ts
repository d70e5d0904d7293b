import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

export interface Sessions {
  /** A fresh one-time token for an address. It replaces the one before, if that was never used. */
  issueToken(): string
  /** Whether a page may come in: by a session it has, or by the token, which works once and makes its session known. */
  admits(proof: { readonly token: string | null; readonly session: string }): boolean
}

const secret = (): string => randomBytes(32).toString('base64url')
const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
const same = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b))

export function createSessions(): Sessions {
  const sessions = new Set<string>()
  let token: string | null = null
  return {
    issueToken: () => (token = secret()),
    admits(proof) {
      if ([...sessions].some((session) => same(session, proof.session))) return true
      if (token === null || proof.token === null || !same(token, proof.token)) return false
      token = null
      sessions.add(proof.session)
      return true
    },
  }
}

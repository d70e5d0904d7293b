/** Where a redirect may lead, and which of our headers may go there. */
import { mayFollow } from '#core/http/hubs'

export interface Token {
  /** The only origin that may ever see it. */
  readonly origin: string
  readonly value: string
}

const MOST_HOPS = 8

export type Hop =
  { readonly kind: 'go'; readonly url: URL } | { readonly kind: 'refuse'; readonly why: string }

/** `hubUrl` is where the file was first asked for; `trail` is the way so far, at least one address. */
export function nextHop(hubUrl: string, trail: readonly URL[], location: string | null): Hop {
  const url = location === null ? null : URL.parse(location, trail.at(-1)?.href)
  const hub = { source: 'huggingface', baseUrl: hubUrl, token: null } as const
  if (!url) return { kind: 'refuse', why: 'It redirects to nowhere.' }
  if (!mayFollow(url, [hub])) return { kind: 'refuse', why: 'It redirects to where no hub keeps files.' }
  if (trail.length > MOST_HOPS || trail.some(({ href }) => href === url.href))
    return { kind: 'refuse', why: 'It redirects in circles.' }
  return { kind: 'go', url }
}

export const authorizationFor = (url: URL, token: Token | null): Record<string, string> =>
  token !== null && token.origin === url.origin ? { authorization: `Bearer ${token.value}` } : {}

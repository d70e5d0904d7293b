/** Where a redirect may lead, and which of our headers may go there. */
export interface Token {
  /** The only origin that may ever see it. */
  readonly origin: string
  readonly value: string
}

const MOST_HOPS = 8

export type Hop =
  { readonly kind: 'go'; readonly url: URL } | { readonly kind: 'refuse'; readonly why: string }

export function nextHop(trail: readonly URL[], location: string | null): Hop {
  const from = trail.at(-1)
  const url = location === null ? null : URL.parse(location, from?.href)
  if (!url) return { kind: 'refuse', why: 'It redirects to nowhere.' }
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && from?.protocol === 'http:'))
    return { kind: 'refuse', why: 'It redirects to an address that is not secure.' }
  if (trail.length > MOST_HOPS || trail.some(({ href }) => href === url.href))
    return { kind: 'refuse', why: 'It redirects in circles.' }
  return { kind: 'go', url }
}

export const authorizationFor = (url: URL, token: Token | null): Record<string, string> =>
  token !== null && token.origin === url.origin ? { authorization: `Bearer ${token.value}` } : {}

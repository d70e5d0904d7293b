/** Which addresses may be asked at all, and which of them may see a token. Pure. */
import { isIP } from 'node:net'
import type { Source } from '#domain/model'
import { NOT_PUBLIC } from './not-public.ts'

/** The worker catalog is a third address that the app may ask; it has no token, no models and no pictures. */
export type HubName = Source | 'worker-catalog'

export interface Hub {
  /** The server of the app's own updates is asked by the same rules, over a client of its own. */
  readonly source: HubName | 'updates'
  /** `https://huggingface.co`, a mirror, or loopback in tests; without a slash at the end. */
  readonly baseUrl: string
  readonly token: string | null
}

/** Where the hubs keep pictures: hosts and all below them. Others' pictures are not fetched at all. */
const PICTURE_HOSTS: Readonly<Record<Hub['source'], readonly string[]>> = {
  huggingface: ['huggingface.co', 'hf.co'],
  civitai: ['civitai.com', 'civitai.red'],
  'worker-catalog': [],
  updates: [],
}

export const hubAt = (url: URL, hubs: readonly Hub[]): Hub | null =>
  hubs.find((hub) => originOf(hub.baseUrl) === url.origin) ?? null

/** Several hubs can share an origin in tests; the token is the first one's that has any. */
export function tokenFor(url: URL, hubs: readonly Hub[]): string | null {
  if (url.protocol !== 'https:' && !isLoopback(url.hostname)) return null
  return hubs.find((hub) => hub.token !== null && originOf(hub.baseUrl) === url.origin)?.token ?? null
}

/** Every request starts at a configured hub. */
export const mayStart = (url: URL, hubs: readonly Hub[]): boolean => hubAt(url, hubs) !== null

/** A hub sends us on to https anywhere public; to loopback only where the hub itself was configured there. */
export function mayFollow(url: URL, hubs: readonly Hub[]): boolean {
  if (mayStart(url, hubs)) return true
  if (isLoopback(url.hostname)) return hasLoopbackHub(hubs)
  return url.protocol === 'https:' && !isInside(url.hostname)
}

export function mayFetchPicture(url: URL, hubs: readonly Hub[]): boolean {
  if (mayStart(url, hubs)) return true
  if (isLoopback(url.hostname)) return hasLoopbackHub(hubs)
  const known = hubs.flatMap((hub) => PICTURE_HOSTS[hub.source])
  return (
    url.protocol === 'https:' &&
    known.some((host) => url.hostname === host || url.hostname.endsWith(`.${host}`))
  )
}

const hasLoopbackHub = (hubs: readonly Hub[]): boolean =>
  hubs.some(({ source, baseUrl }) => source !== 'worker-catalog' && isLoopback(new URL(baseUrl).hostname))

function originOf(baseUrl: string): string | null {
  return URL.canParse(baseUrl) ? new URL(baseUrl).origin : null
}

export const isLoopback = (hostname: string): boolean =>
  /^(.+\.)?localhost\.?$/.test(hostname) || hostname === '[::1]' || hostname.startsWith('127.')

/** An address or a name inside somebody's network: never where a public hub would send us. */
const isInside = (hostname: string): boolean => isPrivateAddress(hostname) || isPrivateName(hostname)

/** Names without a dot, and those that are kept for networks of one's own. */
const isPrivateName = (hostname: string): boolean =>
  !hostname.startsWith('[') &&
  (/^[^.]+\.?$/.test(hostname) ||
    /\.(local|internal|intranet|lan|home|corp|private|home\.arpa)\.?$/.test(hostname))

/** As it stands in a URL: IPv6 in brackets. */
export function isPrivateAddress(hostname: string): boolean {
  const address = hostname.replace(/^\[(.*)\]$/, '$1')
  const family = isIP(address)
  return family !== 0 && NOT_PUBLIC.check(address, family === 4 ? 'ipv4' : 'ipv6')
}

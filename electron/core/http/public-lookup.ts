/**
 * A name that a hub sends us to may lead into somebody's network, whatever it looks like. That shows when it is looked
 * up, and at no other time is it safe to ask: the connection goes to the very address that was looked at.
 */
import { lookup, type LookupAddress } from 'node:dns'
import type { LookupFunction } from 'node:net'
import { FailureError } from '#contract/failure'
import { isLoopback, isPrivateAddress } from './hubs.ts'

export type Resolve = (
  hostname: string,
  options: { readonly all: true },
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void

/** `isKnown`: the user's own hubs, which may be anywhere. */
export function publicLookup(
  isKnown: (hostname: string) => boolean,
  resolve: Resolve = lookup,
): LookupFunction {
  return (hostname, options, done) => {
    resolve(hostname, { ...options, all: true }, (error, found) => {
      // Loopback by name was judged by its name: it is followed only from a hub that is there itself.
      const isFree = isKnown(hostname) || isLoopback(hostname)
      const inside = isFree ? undefined : found?.find(({ address }) => isPrivateAddress(urlHost(address)))
      if (inside) return done(refused(hostname), [])
      const [first] = found ?? []
      if (error || !first) return done(error ?? notFound(hostname), [])
      if (options.all) done(null, found)
      else done(null, first.address, first.family)
    })
  }
}

const urlHost = (address: string): string => (address.includes(':') ? `[${address}]` : address)

const refused = (host: string): FailureError =>
  new FailureError({ code: 'hub-changed', host, detail: 'it leads into a private network' })

const notFound = (hostname: string): NodeJS.ErrnoException =>
  Object.assign(new Error(`no address for ${hostname}`), { code: 'ENOTFOUND' })

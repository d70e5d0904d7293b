/** Addresses that are nobody's in public: IANA's registers of special purposes, multicast, and what wraps an IPv4 address. */
import { BlockList } from 'node:net'

const IPV4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10', // behind a carrier
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24', // documentation, and two more below
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15', // benchmarks
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
]
/** An IPv4 address written as IPv6 is judged by the list above. */
const IPV6 = [
  '::/96',
  '64:ff9b:1::/48', // a translator of one's own
  '100::/64',
  '2001::/23',
  '2001:db8::/32',
  '2002::/16', // an IPv4 address behind a relay
  '3fff::/20',
  '5f00::/16',
  'fc00::/7',
  'fe80::/10',
  'fec0::/10',
  'ff00::/8',
]

/** In networks without IPv4 all of it is reached through a translator: what is public stays so. */
const TRANSLATED = IPV4.map((range) => {
  const [net, bits] = range.split('/')
  return `64:ff9b::${net}/${96 + Number(bits)}`
})

export const NOT_PUBLIC = new BlockList()
for (const range of [...IPV4, ...IPV6, ...TRANSLATED]) {
  const [net = '', bits] = range.split('/')
  NOT_PUBLIC.addSubnet(net, Number(bits), net.includes(':') ? 'ipv6' : 'ipv4')
}

/**
 * Many sources see one card. They are joined by PCI address, by UUID, or by their place within one tool's
 * answers; never by name or index across tools. Only where a source has no address at all, it joins by device
 * id or, being the only one of its maker, by that.
 */
import { pciKey } from './adapters.ts'
import type { Sighting } from './findings.ts'

export interface Seen extends Sighting {
  readonly source: string
}

/** One card: all sightings of it, best source first. */
export type Card = Seen[]

export function joinSightings(seen: readonly Seen[]): Card[] {
  const cards: Card[] = []
  const homeless: Seen[] = []
  for (const sighting of seen.toSorted(byAddress)) {
    const home = cards.find(
      (card) => card[0]?.vendor === sighting.vendor && card.some((other) => isSame(other, sighting)),
    )
    if (home) home.push(sighting)
    else if (hasAddress(sighting)) cards.push([sighting])
    else homeless.push(sighting)
  }
  placeHomeless(cards, homeless)
  const order = new Map(seen.map((sighting, at) => [sighting, at]))
  const rank = (sighting: Seen): number => order.get(sighting) ?? 0
  return withoutEchoes(cards)
    .map((card) => card.toSorted((a, b) => rank(a) - rank(b)))
    .toSorted((a, b) => rank(a[0] as Seen) - rank(b[0] as Seen))
}

const hasAddress = (sighting: Seen): boolean => pciKey(sighting.pciBusId) !== null

/** Those that know where they are come first; the others find their home among them. */
const byAddress = (a: Seen, b: Seen): number => Number(hasAddress(b)) - Number(hasAddress(a))

function isSame(a: Seen, b: Seen): boolean {
  const [here, there] = [pciKey(a.pciBusId), pciKey(b.pciBusId)]
  if (here !== null && there !== null) return here === there
  if (isIdentity(a.uuid) && a.uuid === b.uuid) return true
  return a.source === b.source && a.place !== undefined && a.place === b.place
}

/** Masked or empty ids are alike without being the same card's. */
const isIdentity = (uuid: string | null | undefined): boolean =>
  uuid !== null &&
  uuid !== undefined &&
  !uuid.includes('_') &&
  /[1-9a-f]/i.test(uuid.replace(/^(GPU|MIG)-/, ''))

/** Sources without addresses: each of their cards goes to one that this source has not seen yet. */
function placeHomeless(cards: Card[], homeless: readonly Seen[]): void {
  // Hearsay comes last: by then every card that is really there has been found.
  for (const sighting of homeless.toSorted(
    (a, b) => Number(a.hearsay ?? false) - Number(b.hearsay ?? false),
  )) {
    const open = cards.filter(
      (card) =>
        card[0]?.vendor === sighting.vendor &&
        (card.some((other) => other.source === sighting.source && isSame(other, sighting)) ||
          !card.some((other) => other.source === sighting.source)),
    )
    const home = open.find((card) => isSameChip(card, sighting)) ?? onlyOne(open, sighting, homeless)
    if (home) home.push(sighting)
    else if (!sighting.hearsay || !cards.some(isProven)) cards.push([sighting])
  }
}

const isProven = (card: Card): boolean => card.some((seen) => !seen.hearsay)

function isSameChip(card: Card, sighting: Seen): boolean {
  if (card.some((other) => isSame(other, sighting))) return true
  const ids = known(card.map((other) => other.deviceId))
  if (ids.length > 0 && sighting.deviceId) return ids.includes(sighting.deviceId)
  return Boolean(sighting.name) && known(card.map((other) => other.name)).includes(sighting.name ?? '')
}

/** The one card that this maker has here, when the source sees one as well. */
function onlyOne(open: readonly Card[], sighting: Seen, homeless: readonly Seen[]): Card | undefined {
  const alike = homeless.filter(
    (other) => other.source === sighting.source && other.vendor === sighting.vendor,
  )
  const [card] = open
  if (open.length !== 1 || alike.length !== 1 || card === undefined) return undefined
  const ids = known(card.map((other) => other.deviceId))
  return ids.length > 0 && sighting.deviceId && !ids.includes(sighting.deviceId) ? undefined : card
}

const known = (values: readonly (string | null | undefined)[]): string[] =>
  values.filter((value): value is string => typeof value === 'string')

/** Windows lists an integrated chip once for each of its outputs: without an address of its own, a second is an echo. */
function withoutEchoes(cards: readonly Card[]): Card[] {
  return cards.filter((card, at) => {
    const [first] = card
    if (
      first === undefined ||
      card.some(hasAddress) ||
      !/\b(u?hd graphics|iris|arc\(tm\) graphics)\b/i.test(first.name ?? '')
    )
      return true
    return !cards.slice(0, at).some((other) => other.some((seen) => seen.name === first.name))
  })
}

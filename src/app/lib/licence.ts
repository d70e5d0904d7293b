/** What a licence asks, in a few plain kinds. Only what is sure: everything else is the author's own terms. */
import type { CatalogDetails } from '#contract/catalog-details'

export type LicenceKind =
  | 'permissive'
  | 'copyleft'
  | 'attribution'
  | 'shareAlike'
  | 'nonCommercial'
  | 'openRail'
  | 'community'
  | 'research'
  | 'unknown'
  | 'other'
export type LicenceRisk = 'low' | 'medium' | 'high'

const kinds: readonly (readonly [RegExp, LicenceKind])[] = [
  [
    /^(apache-2|mit|bsd|isc|unlicense|cc0|wtfpl|zlib|artistic-2|postgresql|ncsa|cdla-permissive)/,
    'permissive',
  ],
  [/^(a?gpl|lgpl|mpl|eupl|osl|epl)/, 'copyleft'],
  [/^cc-by-nc/, 'nonCommercial'],
  [/^cc-by-sa/, 'shareAlike'],
  [/^cc-by(-\d|$)/, 'attribution'],
  [/openrail/, 'openRail'],
  [/^(llama|gemma|stabilityai-ai-community|deepseek)/, 'community'],
  [/non-?commercial|-nc-|^fair-noncommercial/, 'nonCommercial'],
  [/research/, 'research'],
]

export const licenceKind = (licence: string | null): LicenceKind => {
  if (licence === null || licence === 'unknown') return 'unknown'
  const name = licence.toLowerCase()
  return kinds.find(([pattern]) => pattern.test(name))?.[1] ?? 'other'
}

export const licenceRisk: Record<LicenceKind, LicenceRisk> = {
  permissive: 'low',
  attribution: 'low',
  copyleft: 'medium',
  shareAlike: 'medium',
  openRail: 'medium',
  community: 'medium',
  other: 'medium',
  nonCommercial: 'high',
  research: 'high',
  unknown: 'high',
}

/** Where it stands in full; only what is safe to open. */
export function licenceAddress({ details, links }: Pick<CatalogDetails, 'details' | 'links'>): string | null {
  const text = details?.hub.licenceText ?? null
  const url = text === null ? null : URL.parse(text, `${links.page}/blob/main/`)
  return url?.protocol === 'https:' ? url.href : null
}

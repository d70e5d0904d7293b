/** What a query means, said the slow and simple way: one model at a time, with the rules of the domain themselves. */
import type { CatalogQuery, FacetCount, FacetName } from '#contract/catalog'
import { facetNames } from '#contract/catalog'
import { taskOf } from '#core/catalog/index/facts'
import { searchableTags, sameName, usable, variants, words } from '#core/catalog/index/tokens'
import { licenceGroup } from '#domain/licence'
import type { Model } from '#domain/model'
import { chosenPair, fitValue, pairsOf, type Machine } from './reference-choice.ts'

/** What the tests take for today. */
export const NOW = Date.UTC(2026, 10, 21)

export interface Known {
  readonly key: number
  readonly model: Model
}

const most = (numbers: readonly number[]): number => Math.max(0, ...numbers)

/** Everything of a model that a query may ask about. */
export function factsFor({ key, model }: Known, machine: Machine) {
  const pairs = pairsOf(model, machine)
  const fitting = pairs.filter(({ tooLarge }) => !tooLarge)
  const chosen = chosenPair(pairs)
  const nameWords = new Set(words(model.name).map(usable))
  const all = [
    ...nameWords,
    ...[
      ...variants(model.name),
      ...words(model.author ?? ''),
      ...searchableTags(model.tags).flatMap(words),
    ].map(usable),
  ]
  const months = model.source === 'civitai' ? 24 : 1
  return {
    key,
    model,
    pairs,
    fit: chosen?.fit ?? ('unknown' as const),
    /** Of the artifact that the card shows. */
    sizeBytes: (chosen?.artifact ?? model.artifacts[0])?.sizeBytes ?? null,
    fitting: most(fitting.map(({ confidence }) => confidence)),
    any: most(pairs.map(({ confidence }) => confidence)),
    nameWords,
    allWords: new Set(all),
    popularity: Math.fround(
      Math.log2(1 + (model.downloads ?? 0) / months) + Math.log2(1 + (model.likes ?? 0)) / 4,
    ),
  }
}
export type Facts = ReturnType<typeof factsFor>

type Hidden = 'comingSoon' | 'incompatible' | 'tooLarge'

function hiddenBy({ fitting, any }: Facts, show: CatalogQuery['show']): Hidden | null {
  if (fitting >= 2) return null
  if (any >= 2 && show.tooLarge) return null
  if (fitting === 1) return show.comingSoon ? null : 'comingSoon'
  if (any === 0) return show.incompatible ? null : 'incompatible'
  if (!show.tooLarge) return 'tooLarge'
  return show.comingSoon ? null : 'comingSoon'
}

const told = (...values: (string | null | undefined)[]): string[] => [
  ...new Set(values.filter((value): value is string => Boolean(value))),
]

export function valuesOf(
  { model, pairs, fit }: Facts,
  name: FacetName,
  show: CatalogQuery['show'],
): readonly string[] {
  switch (name) {
    case 'source':
      return [model.source]
    case 'task':
      return told(taskOf(model))
    case 'type':
      return told(model.type)
    case 'architecture':
      return told(model.architecture?.value)
    case 'licenceGroup':
      return told(licenceGroup(model.licence))
    case 'licence':
      return told(model.licence)
    case 'format':
      return told(...model.artifacts.map(({ format }) => format))
    case 'quantization':
      return told(...model.artifacts.map(({ quantization }) => quantization))
    case 'language':
      return told(...model.languages)
    case 'baseModel':
      return told(
        ...model.baseModels.map(({ id }) => id),
        ...model.artifacts.map(({ version }) => version?.baseModel),
      )
    case 'worker': {
      const least = show.tooLarge || show.comingSoon ? 1 : 2
      const good = pairs.filter((pair) => pair.confidence >= least && (show.tooLarge || !pair.tooLarge))
      return told(...good.map(({ worker }) => worker.id))
    }
    case 'fit':
      return [fit]
  }
}

function fails(facts: Facts, query: CatalogQuery): FacetName[] {
  return facetNames.filter((name) => {
    const wanted = query.filters.facets[name] ?? []
    return wanted.length > 0 && !valuesOf(facts, name, query.show).some((value) => wanted.includes(value))
  })
}

const inRange = (value: number | null | undefined, range: CatalogQuery['filters']['sizeBytes']): boolean =>
  value !== null &&
  value !== undefined &&
  value >= (range?.min ?? -Infinity) &&
  value <= (range?.max ?? Infinity)

function passesRest({ model, allWords }: Facts, query: CatalogQuery): boolean {
  const { parameters, sizeBytes, contextLength, updatedWithinDays: days } = query.filters
  if (model.nsfw && !query.show.nsfw) return false
  if (parameters && !inRange(model.parameters?.value, parameters)) return false
  if (days !== undefined && !inRange(model.updatedAt, { min: NOW - days * 86_400_000 })) return false
  if (contextLength && !inRange(model.contextLength, contextLength)) return false
  if (sizeBytes && !model.artifacts.some((artifact) => inRange(artifact.sizeBytes, sizeBytes))) return false
  return words(query.text).every((word) => [...allWords].some((known) => known.startsWith(word)))
}

function tierOf({ model, nameWords }: Facts, query: CatalogQuery): number {
  const wanted = words(query.text)
  if (wanted.length === 0 || query.sort !== 'relevance') return 0
  const plain = wanted.join(' ')
  if (sameName(model.name) === plain || sameName(model.sourceId) === plain) return 0
  if (wanted.every((word) => nameWords.has(word))) return 1
  return wanted.every((word) => [...nameWords].some((known) => known.startsWith(word))) ? 2 : 3
}

function valueOf(
  { model, popularity, sizeBytes, fit, fitting }: Facts,
  sort: CatalogQuery['sort'],
): number | null {
  switch (sort) {
    case 'trending':
      return model.trending ?? Math.round(2 ** ((popularity - 12) / 1.4))
    case 'downloads':
      return model.downloads
    case 'likes':
      return model.likes
    case 'updated':
      return model.updatedAt
    case 'created':
      return model.createdAt
    case 'size':
      return sizeBytes
    case 'fit':
      return fitValue(fit, fitting)
    case 'relevance':
      return popularity
  }
}

export function ask(all: readonly Facts[], query: CatalogQuery) {
  const candidates = all.filter((facts) => passesRest(facts, query))
  const found = candidates.filter(
    (facts) => fails(facts, query).length === 0 && hiddenBy(facts, query.show) === null,
  )
  const ascending = query.direction === 'asc'
  const ids = found.toSorted((a, b) => compare(a, b, query, ascending)).map(({ model }) => model.id)
  return {
    total: found.length,
    ids,
    facets: countFacets(candidates, query),
    hidden: countHidden(candidates, query),
  }
}

function compare(a: Facts, b: Facts, query: CatalogQuery, ascending: boolean): number {
  const tiers = tierOf(a, query) - tierOf(b, query)
  if (tiers !== 0) return tiers
  const [left, right] = [valueOf(a, query.sort), valueOf(b, query.sort)]
  const rest = b.popularity - a.popularity || a.key - b.key
  if (left === null && right === null) return rest
  if (left === null) return 1
  if (right === null) return -1
  return ascending ? -(right - left || rest) : right - left || rest
}

function countFacets(candidates: readonly Facts[], query: CatalogQuery): Record<string, FacetCount[]> {
  const lists = facetNames.map((name) => {
    const counts = new Map<string, number>((query.filters.facets[name] ?? []).map((value) => [value, 0]))
    for (const facts of candidates) {
      if (hiddenBy(facts, query.show) !== null || fails(facts, query).some((failed) => failed !== name))
        continue
      for (const value of valuesOf(facts, name, query.show)) counts.set(value, (counts.get(value) ?? 0) + 1)
    }
    return [name, sorted([...counts].map(([value, count]) => ({ value, count })))] as const
  })
  return Object.fromEntries(lists)
}

export const sorted = (counts: readonly FacetCount[]): FacetCount[] =>
  counts.toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))

function countHidden(candidates: readonly Facts[], query: CatalogQuery): Record<Hidden, number> {
  const hidden = { comingSoon: 0, incompatible: 0, tooLarge: 0 }
  for (const facts of candidates) {
    const why = hiddenBy(facts, query.show)
    if (why !== null && fails(facts, query).length === 0) hidden[why]++
  }
  return hidden
}

/** What the user chose on Discover, as it stands in the address, and the catalog query that follows from it. */
import {
  facetNames,
  sortNames,
  type CatalogQueryInput,
  type FacetName,
  type SortName,
} from '#contract/catalog'
import { backends, type Backend } from '#domain/worker'
import type { Query } from '../../../router.tsx'

export const tabs = ['all', 'language', 'image'] as const
export type DiscoverTab = (typeof tabs)[number]
export const views = ['grid', 'table'] as const
export type DiscoverView = (typeof views)[number]
export const rangeNames = ['parameters', 'sizeBytes', 'contextLength'] as const
export type RangeName = (typeof rangeNames)[number]
export const showNames = ['comingSoon', 'tooLarge', 'incompatible', 'nsfw'] as const
export type ShowName = (typeof showNames)[number]

export interface Bounds {
  readonly min?: number | undefined
  readonly max?: number | undefined
}
export interface IfWorker {
  readonly family: string
  readonly backend: Backend
}
export interface WhatIf {
  readonly workers: readonly IfWorker[]
  readonly gpuMemoryMiB?: number | undefined
  readonly memoryMiB?: number | undefined
}

export interface Choices {
  readonly text: string
  readonly tab: DiscoverTab
  readonly view: DiscoverView
  readonly facets: { readonly [facet in FacetName]?: readonly string[] }
  readonly ranges: { readonly [range in RangeName]?: Bounds }
  readonly updatedWithinDays: number | null
  readonly show: { readonly [name in ShowName]: boolean }
  readonly sort: SortName
  readonly direction: 'asc' | 'desc' | null
  readonly whatIf: WhatIf | null
}

/** The models of a tab, in the hubs' own words. */
const tabTasks: Record<Exclude<DiscoverTab, 'all'>, readonly string[]> = {
  language: ['text-generation'],
  image: ['text-to-image', 'image-to-image'],
}

/** Small files are looked for, and everything else from the top. */
const isAscendingByNature = (sort: SortName): boolean => sort === 'size'
export const isAscending = ({ sort, direction }: Pick<Choices, 'sort' | 'direction'>): boolean =>
  direction === null ? isAscendingByNature(sort) : direction === 'asc'
export const writeDirection = (sort: SortName, ascending: boolean): string =>
  ascending === isAscendingByNature(sort) ? '' : ascending ? 'asc' : 'desc'

const separator = '|'
const oneOf = <T extends string>(values: readonly T[], value: string | undefined, other: T): T =>
  values.find((known) => known === value) ?? other
const split = (value: string | undefined): readonly string[] =>
  value === undefined || value === '' ? [] : value.split(separator)
const positive = (value: string | undefined): number | undefined => {
  const number = Number(value)
  return value !== undefined && value !== '' && Number.isFinite(number) && number > 0 ? number : undefined
}

function boundsOf(value: string | undefined): Bounds | undefined {
  if (value === undefined) return undefined
  const [low, high] = value.split('..')
  const bounds = { min: positive(low), max: positive(high) }
  return bounds.min === undefined && bounds.max === undefined ? undefined : bounds
}

function whatIfOf(query: Query): WhatIf | null {
  const workers = split(query['if']).flatMap((text): IfWorker[] => {
    const at = text.lastIndexOf('-')
    const backend = backends.find((known) => known === text.slice(at + 1))
    return backend === undefined || at < 1 ? [] : [{ family: text.slice(0, at), backend }]
  })
  const gpuMemoryMiB = positive(query['ifgpu'])
  const memoryMiB = positive(query['ifram'])
  if (workers.length === 0 && gpuMemoryMiB === undefined && memoryMiB === undefined) return null
  return { workers, gpuMemoryMiB, memoryMiB }
}

const present = <K extends string, V>(entries: readonly (readonly [K, V | undefined])[]) =>
  Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as { readonly [key in K]?: V }

export const readChoices = (query: Query): Choices => ({
  text: query['q'] ?? '',
  tab: oneOf(tabs, query['tab'], 'all'),
  view: oneOf(views, query['view'], 'grid'),
  facets: present(
    facetNames.map((facet) => [facet, query[facet] === undefined ? undefined : split(query[facet])] as const),
  ),
  ranges: present(rangeNames.map((range) => [range, boundsOf(query[range])] as const)),
  updatedWithinDays: positive(query['within']) ?? null,
  show: {
    comingSoon: query['comingSoon'] === '1',
    tooLarge: query['tooLarge'] === '1',
    incompatible: query['incompatible'] === '1',
    nsfw: query['nsfw'] === '1',
  },
  sort: oneOf(sortNames, query['sort'], query['q'] ? 'relevance' : 'trending'),
  direction: query['dir'] === 'asc' || query['dir'] === 'desc' ? query['dir'] : null,
  whatIf: whatIfOf(query),
})

export const writeValues = (values: readonly string[]): string => values.join(separator)
export const writeBounds = ({ min, max }: Bounds): string =>
  min === undefined && max === undefined ? '' : `${min ?? ''}..${max ?? ''}`
export const writeWhatIf = (whatIf: WhatIf | null): Query => ({
  if: writeValues((whatIf?.workers ?? []).map(({ family, backend }) => `${family}-${backend}`)),
  ifgpu: String(whatIf?.gpuMemoryMiB ?? ''),
  ifram: String(whatIf?.memoryMiB ?? ''),
})

/** Everything that narrows or widens the results, emptied; the tab, the view and the sort stay. */
export const noFilters: Query = Object.fromEntries(
  [...facetNames, ...rangeNames, ...showNames, 'within'].map((key) => [key, '']),
)

/** The workers that there are, by what they make. */
export interface WorkerKinds {
  readonly language: readonly string[]
  readonly image: readonly string[]
}
export const noKinds: WorkerKinds = { language: [], image: [] }

/**
 * A tab is a choice of workers. Where none of that kind is there, or what no worker runs is to be shown as well, it is
 * the task.
 */
function withTab({ tab, facets, show }: Choices, kinds: WorkerKinds): Choices['facets'] {
  if (tab === 'all') return facets
  const workers = kinds[tab]
  if (workers.length > 0 && !show.incompatible) return { ...facets, worker: within(workers, facets.worker) }
  return { ...facets, task: within(tabTasks[tab], facets.task) }
}

/** What was chosen of these, else all of them. */
const within = (all: readonly string[], chosen: readonly string[] = []): readonly string[] => {
  const both = all.filter((value) => chosen.includes(value))
  return both.length === 0 ? all : both
}

/** The workers that the results are narrowed to, if they are. */
export const workersOf = (choices: Choices, kinds: WorkerKinds): readonly string[] | undefined =>
  withTab(choices, kinds).worker

const open = ({ min, max }: Bounds) => ({
  ...(min !== undefined && { min }),
  ...(max !== undefined && { max }),
})

export function catalogQuery(choices: Choices, kinds: WorkerKinds = noKinds): CatalogQueryInput {
  const { text, ranges, updatedWithinDays, show, sort, direction, whatIf } = choices
  const filled = Object.entries(withTab(choices, kinds)).map(
    ([facet, values]) => [facet, [...values]] as const,
  )
  const bounded = Object.entries(ranges).map(([range, bounds]) => [range, open(bounds)] as const)
  return {
    text,
    filters: {
      facets: Object.fromEntries(filled),
      ...Object.fromEntries(bounded),
      ...(updatedWithinDays !== null && { updatedWithinDays }),
    },
    show,
    sort,
    ...(direction !== null && { direction }),
    whatIf: whatIf === null ? null : whatIfInput(whatIf),
  }
}

export const whatIfInput = ({ workers, gpuMemoryMiB, memoryMiB }: WhatIf) => ({
  workers: [...workers],
  ...(gpuMemoryMiB !== undefined && { gpuMemoryMiB }),
  ...(memoryMiB !== undefined && { memoryMiB }),
})

export const hasFilters = ({ facets, ranges, updatedWithinDays, show }: Choices): boolean =>
  Object.keys(facets).length > 0 ||
  Object.keys(ranges).length > 0 ||
  updatedWithinDays !== null ||
  Object.values(show).some(Boolean)

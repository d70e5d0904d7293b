/** The catalog's queries: what a page asks for, and what comes back at keystroke speed. */
import { z } from 'zod'
import { Saying } from './saying.ts'

export const Source = z.enum(['huggingface', 'civitai'])
export const Confidence = z.enum(['high', 'medium', 'low', 'none'])
export const Fit = z.enum(['gpu', 'partial', 'cpu', 'too-large', 'unknown'])
export type Fit = z.infer<typeof Fit>

export const facetNames = [
  'source',
  'worker',
  'fit',
  'task',
  'architecture',
  'format',
  'quantization',
  'baseModel',
  'type',
  'licenceGroup',
  'licence',
  'language',
] as const
export const FacetName = z.enum(facetNames)
export type FacetName = z.infer<typeof FacetName>

export const sortNames = [
  'relevance',
  'trending',
  'downloads',
  'likes',
  'updated',
  'created',
  'size',
  'fit',
] as const
export const SortName = z.enum(sortNames)
export type SortName = z.infer<typeof SortName>

/** Both ends are included; a missing end is open. A model that does not tell the figure is not in any range. */
export const Range = z.object({ min: z.number().optional(), max: z.number().optional() })
export type Range = z.infer<typeof Range>

const Values = z.array(z.string().max(300)).max(200)

export const CatalogFilters = z.object({
  /** Several values of one facet: any of them. Several facets: all of them. */
  facets: z.partialRecord(FacetName, Values).default({}),
  parameters: Range.optional(),
  sizeBytes: Range.optional(),
  contextLength: Range.optional(),
  updatedWithinDays: z.number().positive().max(36_500).optional(),
})
export type CatalogFilters = z.infer<typeof CatalogFilters>

/** What to show beside what runs here. All off by default: a model that cannot run here is never shown unasked. */
export const Show = z.object({
  comingSoon: z.boolean().default(false),
  incompatible: z.boolean().default(false),
  tooLarge: z.boolean().default(false),
  nsfw: z.boolean().default(false),
})
export type Show = z.infer<typeof Show>

/** "What if I had …": workers and memory that are not on this machine. */
export const WhatIf = z.object({
  workers: z
    .array(z.object({ family: z.string().max(100), backend: z.enum(['cpu', 'cuda', 'metal', 'rocm']) }))
    .max(16)
    .default([]),
  gpuMemoryMiB: z.number().positive().optional(),
  memoryMiB: z.number().positive().optional(),
})
export type WhatIf = z.infer<typeof WhatIf>

export const CatalogQuery = z.object({
  /** Words, prefixes, "quoted phrases" and operators: `author:` `arch:` `size:<8gb` `-license:other` … */
  text: z.string().max(500).default(''),
  filters: CatalogFilters.prefault({}),
  show: Show.prefault({}),
  sort: SortName.default('relevance'),
  /** Without it: the direction that people expect of the sort. */
  direction: z.enum(['asc', 'desc']).optional(),
  cursor: z.string().max(500).nullable().default(null),
  /** So many rows further on than the start or the cursor: for a jump. What follows a jump goes on by cursor. */
  skip: z.int().min(0).max(10_000_000).default(0),
  limit: z.int().min(1).max(200).default(50),
  /** Further pages need no counts. */
  facets: z.boolean().default(true),
  whatIf: WhatIf.nullable().default(null),
  /** A newer query of the same lane makes the older one answer `cancelled`. */
  lane: z.string().max(50).optional(),
})
export type CatalogQuery = z.infer<typeof CatalogQuery>
export type CatalogQueryInput = z.input<typeof CatalogQuery>

export const CardPreview = z.object({
  url: z.string(),
  kind: z.enum(['image', 'video']),
  width: z.number().nullable(),
  height: z.number().nullable(),
  blurhash: z.string().nullable(),
  nsfwLevel: z.number().nullable(),
})

/**
 * What the verdict's artifact takes of the place it would run in, for the bar on a card. A part that nothing tells is
 * `null`; so is the whole where the place is unknown.
 */
export const CardMemory = z.object({
  parts: z.array(z.object({ name: z.string(), bytes: z.number().nullable() })),
  capacityBytes: z.number(),
})
export type CardMemory = z.infer<typeof CardMemory>

export const ModelCard = z.object({
  id: z.string(),
  source: Source,
  name: z.string(),
  author: z.string().nullable(),
  task: z.string().nullable(),
  type: z.string().nullable(),
  architecture: z.string().nullable(),
  licence: z.string().nullable(),
  parameters: z.number().nullable(),
  contextLength: z.number().nullable(),
  downloads: z.number().nullable(),
  likes: z.number().nullable(),
  createdAt: z.number().nullable(),
  updatedAt: z.number().nullable(),
  gated: z.boolean(),
  nsfw: z.boolean(),
  preview: CardPreview.nullable(),
  /** The best over artifacts and workers, and which ones it speaks of. */
  verdict: z.object({
    confidence: Confidence,
    fit: Fit,
    /** Not all of the memory that it takes is known yet: the fit is the best that the known parts leave possible. */
    fitIsLikely: z.boolean(),
    workerId: z.string().nullable(),
    artifact: z
      .object({
        id: z.string(),
        format: z.string(),
        quantization: z.string().nullable(),
        baseModel: z.string().nullable(),
        sizeBytes: z.number().nullable(),
      })
      .nullable(),
    memory: CardMemory.nullable().default(null),
  }),
  artifactCount: z.number(),
})
export type ModelCard = z.infer<typeof ModelCard>

export const FacetCount = z.object({ value: z.string(), count: z.number() })
export type FacetCount = z.infer<typeof FacetCount>

/** A part of the text that was not understood, or was read otherwise than typed. */
export const QueryNote = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('unknown-operator'), part: z.string(), known: z.array(z.string()) }),
  z.object({ kind: z.literal('bad-value'), part: z.string(), expected: Saying }),
  z.object({ kind: z.literal('unknown-value'), part: z.string(), nearest: z.string().nullable() }),
  z.object({ kind: z.literal('read-as'), part: z.string(), used: z.array(z.string()) }),
])
export type QueryNote = z.infer<typeof QueryNote>

export const CatalogPage = z.object({
  /** Rises with every change of the catalog or of the verdicts; cursors stay valid over changes. */
  generation: z.number(),
  /** The cursor was made under an earlier generation: what came before may look different now. */
  changedSincePageOne: z.boolean(),
  total: z.number(),
  items: z.array(ModelCard),
  next: z.string().nullable(),
  /** Each counts what would show if only its own choice were different; largest first. */
  facets: z.partialRecord(FacetName, z.array(FacetCount)).nullable(),
  /** What this query would match beside what it shows. */
  hidden: z.object({ comingSoon: z.number(), incompatible: z.number(), tooLarge: z.number() }).nullable(),
  notes: z.array(QueryNote),
})
export type CatalogPage = z.infer<typeof CatalogPage>

/** Something happened to the files on disk that the user should know. */
export const CatalogNotice = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('recovered'),
    why: z.string(),
    /** Where the damaged file was put. */
    setAside: z.string().nullable(),
    /** How many models were read back, and from where. */
    salvaged: z.number(),
    fromCopy: z.number(),
  }),
  /** A newer version of the app wrote the file; it was kept, and another one begun. */
  z.object({ kind: z.literal('newer'), why: z.string(), setAside: z.string().nullable() }),
  z.object({ kind: z.literal('restarted'), why: z.string() }),
  z.object({ kind: z.literal('not-saved'), why: z.string() }),
])
export type CatalogNotice = z.infer<typeof CatalogNotice>

export const CatalogState = z.object({
  revision: z.number(),
  generation: z.number(),
  phase: z.enum(['opening', 'preparing', 'ready', 'recovering', 'failed']),
  models: z.number(),
  notices: z.array(CatalogNotice),
})
export type CatalogState = z.infer<typeof CatalogState>

export const catalogCalls = {
  'catalog.query': { input: CatalogQuery, output: CatalogPage },
  'catalog.state': { input: z.void(), output: CatalogState },
  /** Writes the file anew from all that can be read of it; the hubs are read from their beginning. */
  'catalog.rebuild': { input: z.void(), output: CatalogState },
} as const

export const catalogEvents = { 'catalog.changed': CatalogState } as const

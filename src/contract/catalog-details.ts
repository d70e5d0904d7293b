/** A model's own page: everything the hub tells, kept for when there is no network. */
import { z } from 'zod'
import { Failure } from './failure.ts'
import { ModelDetailsRecord, ModelRecord } from './model.ts'

export const CatalogDetails = z.object({
  model: ModelRecord,
  /** Null: never seen, and the hub could not be asked. Pictures that the user does not want are left out. */
  details: ModelDetailsRecord.nullable(),
  fetchedAt: z.number().nullable(),
  /** Why this is not the latest, where it is not. */
  failure: Failure.nullable(),
  links: z.object({
    page: z.string(),
    /** What relative addresses in the text are relative to. */
    assets: z.string().nullable(),
  }),
  /** The models that this one was made from. */
  baseModels: z.array(z.object({ id: z.string(), name: z.string(), page: z.string(), known: z.boolean() })),
})
export type CatalogDetails = z.infer<typeof CatalogDetails>

export const PICTURE_TYPES = ['image/png', 'image/jpeg', 'image/webp', 'image/gif', 'image/avif'] as const

export const Picture = z.object({ type: z.enum(PICTURE_TYPES), base64: z.string() })
export type Picture = z.infer<typeof Picture>

export const detailsCalls = {
  'catalog.details': {
    input: z.object({ id: z.string().max(300), refresh: z.boolean().default(false) }),
    output: CatalogDetails,
  },
  /** A hub's picture, fetched by the app so that no page ever talks to another host. */
  'catalog.picture': {
    input: z.object({ url: z.string().max(2000), width: z.int().min(16).max(2200).optional() }),
    output: Picture,
  },
} as const

/** What we rely on in CivitAI's answers, list and by-id shapes both. Everything else may be absent or new. */
import { z } from 'zod'

const Version = z.looseObject({
  id: z.number(),
  name: z.string().nullish(),
  baseModel: z.string().nullish(),
  files: z.array(z.looseObject({ name: z.string() })).nullish(),
  images: z.array(z.looseObject({})).nullish(),
})

export const ListItem = z.looseObject({
  id: z.number(),
  name: z.string(),
  type: z.string(),
  modelVersions: z.array(Version),
})

export const ListAnswer = z.looseObject({
  items: z.array(z.unknown()),
  metadata: z.looseObject({ nextCursor: z.union([z.string(), z.number()]).nullish() }),
})

export const VersionAnswer = Version.extend({ modelId: z.number() })

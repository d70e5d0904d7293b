/** Sentences for people, as data: the page says them in the reader's language. */
import { z } from 'zod'
import { sayingIds, type Saying as DomainSaying } from '#domain/sayings/saying'

export const Saying = z.object({
  id: z.enum(sayingIds),
  values: z
    .record(z.string(), z.union([z.string(), z.number(), z.null(), z.array(z.string()).readonly()]))
    .readonly(),
}) satisfies z.ZodType<DomainSaying>

/** A text that data brings, in each of the app's languages. */
export const Note = z.object({ en: z.string().min(1), nl: z.string().min(1) })

/** What stands in the way, in English and as sentences. */
export const problemOf = <Code extends z.ZodType<string>>(code: Code) =>
  z.object({
    code,
    message: z.string(),
    cure: z.string().nullable(),
    said: z.object({ message: Saying, cure: Saying.nullable() }),
  })

/** What the worker catalog online tells to be read: short plain lines, checked one by one; what is wrong is left out. */
import { z } from 'zod'
import type { WorkerDetails } from '#domain/worker-variant'

/** One line without control or direction characters, cut where it is long. */
const line = (length: number) =>
  z
    .string()
    .max(20_000)
    .transform((text) =>
      text
        .replaceAll(/[\p{C}\s]+/gu, ' ')
        .trim()
        .slice(0, length),
    )
    .pipe(z.string().min(1))
const Line = line(60).nullable().catch(null)
const Words = z.array(line(40)).max(20).catch([])
const Flag = z.boolean().nullable().catch(null)
const Url = z
  .url({ protocol: /^https$/ })
  .max(500)
  .refine((url) => !/^https:\/\/[^/?#]*@/i.test(url))
  .nullable()
  .catch(null)

const Capabilities = z.object({
  supportedFormats: Words,
  maxContextLength: z.int().positive().max(1_000_000_000).nullable().catch(null),
  supportsStreaming: Flag,
  supportsBatching: Flag,
})
const Told = z.object({
  description: line(600).nullable().catch(null),
  license: Line,
  buildSystem: Line,
  source: z.object({ url: Url }).nullable().catch(null),
  capabilities: Capabilities.nullable().catch(null),
  marketplaceCompatibility: z
    .object({ huggingface: z.object({ tasks: Words }).nullable().catch(null) })
    .nullable()
    .catch(null),
})

/** What the catalog leaves out stays as the app knows it. Pure. */
export function detailsWith(known: WorkerDetails, raw: unknown): WorkerDetails {
  const told = Told.safeParse(raw).data
  if (told === undefined) return known
  const { capabilities, marketplaceCompatibility: fits } = told
  const formats = capabilities?.supportedFormats ?? []
  const tasks = fits?.huggingface?.tasks ?? []
  const next = {
    description: told.description ?? known.description,
    formats: formats.length > 0 ? formats : known.formats,
    tasks: tasks.length > 0 ? tasks : known.tasks,
    maxContextLength: capabilities?.maxContextLength ?? known.maxContextLength,
    streaming: capabilities?.supportsStreaming ?? known.streaming,
    batching: capabilities?.supportsBatching ?? known.batching,
    licence: told.license ?? known.licence,
    buildSystem: told.buildSystem ?? known.buildSystem,
    sourceUrl: told.source?.url ?? known.sourceUrl,
  }
  const isNews = Object.entries(next).some(([key, value]) => value !== known[key as keyof typeof next])
  return isNews ? { ...next, toldBy: 'catalog' } : known
}

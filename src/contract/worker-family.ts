/** The schema of resources/workers.json: each family's rules, and how its program is found and installed. */
import { z } from 'zod'
import type { Format } from '#domain/model'
import { backends } from '#domain/worker'
import type {
  CivitaiRules,
  DiffusersRules,
  LanguageRules,
  Level,
  Support,
  WorkerFamily,
} from '#domain/worker-family'
import type { InstallMethod, WorkerVariant } from '#domain/worker-variant'
import { Note } from './saying.ts'

const Format = z.enum([
  'safetensors',
  'gguf',
  'pickle',
  'onnx',
  'mlx',
  'keras',
  'flax',
  'coreml',
  'diffusers',
  'other',
]) satisfies z.ZodType<Format>
const Level = z.enum(['high', 'medium', 'low']) satisfies z.ZodType<Level>
const Name = z.string().regex(/^[a-z0-9][a-z0-9-]*$/)
const Words = z.array(z.string().min(1))
const Pattern = z.string().refine(isExpression, 'not a regular expression')

const Support = z.object({
  confidence: Level,
  note: Note.nullable(),
}) satisfies z.ZodType<Support>
const Supports = z.record(z.string(), Support)
const Formats = z.partialRecord(Format, Support).transform(withoutUndefined)

const Language = z.object({
  kind: z.literal('language'),
  tasks: Words,
  libraries: Words,
  formats: Formats,
  declaredFormat: Level,
  architectures: z.array(
    z.object({
      name: z.string(),
      confidence: Level,
      modelTypes: Words,
      classes: z.record(z.string(), z.string()),
      gguf: z.record(z.string(), z.string()),
      names: z.array(z.object({ pattern: Pattern, modelType: z.string() })),
    }),
  ),
  strangers: z.object({ names: Words, patterns: z.array(Pattern), brands: z.array(Pattern) }),
  knownProblems: z.array(
    z.object({
      format: Format,
      versions: z.string(),
      modelTypes: Words,
      shardedOnly: z.boolean(),
      message: Note,
      recommendation: Note,
    }),
  ),
  quantization: z.object({ tags: Words, names: z.array(Pattern) }),
  maxContextLength: z.number().positive().nullable(),
}) satisfies z.ZodType<LanguageRules>

const Diffusers = z.object({
  kind: z.literal('diffusers'),
  libraries: Words,
  formats: Formats,
  pipelines: z.array(
    Support.extend({
      name: z.string(),
      aliases: Words,
      prefix: z.string(),
      suffix: z.string(),
      tasks: Words.min(1),
    }),
  ),
}) satisfies z.ZodType<DiffusersRules>

const Civitai = z.object({
  types: Supports,
  baseModels: z.record(z.string(), Support.extend({ pipeline: z.string() })),
  baseModelTypes: Supports,
  roles: Words,
  formats: Formats,
}) satisfies z.ZodType<CivitaiRules>

const Platform = z.enum(['linux', 'darwin', 'win32'])
const Architecture = z.enum(['x86_64', 'aarch64'])

const Install = z.object({
  platform: Platform,
  architectures: z.array(Architecture).min(1),
  label: Note,
  command: z.string().min(1),
  note: Note.nullable(),
}) satisfies z.ZodType<InstallMethod>

const Variant = z.object({
  backend: z.enum(backends),
  platforms: z.array(Platform).min(1),
  architectures: z.array(Architecture).min(1),
  binaryNames: z.array(Name),
  signs: z.array(z.string().min(4)),
  needs: z.object({
    cuda: z.int().nullable(),
    gfx: z.array(z.string().regex(/^gfx[0-9a-f]+$/)),
    integratedGfx: z.array(z.string().regex(/^gfx[0-9a-f]+$/)),
  }),
  install: z.array(Install),
}) satisfies z.ZodType<WorkerVariant>

const Family = z.object({
  id: Name,
  name: z.string().min(1),
  kind: z.enum(['llm', 'image']),
  rules: z.object({
    huggingface: z.discriminatedUnion('kind', [Language, Diffusers]).nullable(),
    civitai: Civitai.nullable(),
  }),
  memory: z.object({
    bytesPerWeight: z.partialRecord(Format, z.number().positive()).transform(withoutUndefined),
    bytesPerCacheValue: z.number().positive(),
    slidingWindow: z.boolean(),
    splitsLayers: z.boolean(),
  }),
  program: z.object({
    version: z
      .string()
      .regex(/^\d+(\.\d+)+$/)
      .nullable(),
    binaryNames: z.array(Name),
    source: z.object({ url: z.url({ protocol: /^https$/ }), buildSystem: z.string().min(1) }).optional(),
    variants: z.array(Variant).min(1),
  }),
}) satisfies z.ZodType<WorkerFamily>

export const WorkerFamilies = z.object({
  version: z.literal(1),
  families: z
    .array(Family)
    .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'an id twice'),
})
export type WorkerFamilies = z.infer<typeof WorkerFamilies>

/** Zod types an absent key of a partial record as `undefined`; in the domain it is absent. */
function withoutUndefined<K extends string, V>(
  record: Partial<Record<K, V>>,
): { [key in K]?: NonNullable<V> } {
  return record as { [key in K]?: NonNullable<V> }
}

function isExpression(text: string): boolean {
  try {
    return Boolean(new RegExp(text, 'i'))
  } catch {
    return false
  }
}

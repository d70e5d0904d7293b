/**
 * The worker catalog online tells of newer versions and of where each variant runs. It is a stranger: nothing of it
 * reaches a command but a checked version, and families, rules and backends stay those that the app knows.
 */
import { z } from 'zod'
import type { Architecture, Platform } from '#domain/hardware'
import { compareVersions } from '#domain/version'
import { backends, type Backend } from '#domain/worker'
import type { WorkerProgram, WorkerVariant } from '#domain/worker-variant'
import { detailsWith } from './online-details.ts'

export type FetchJson = (url: string, options: { readonly signal: AbortSignal }) => Promise<unknown>

export interface OnlineCatalog {
  readonly fetchJson: FetchJson
  /** `https://gwc.rbee.dev`, or where the settings say. */
  readonly baseUrl: string
}

export async function refreshPrograms(
  programs: readonly WorkerProgram[],
  { fetchJson, baseUrl }: OnlineCatalog,
  signal: AbortSignal,
): Promise<readonly WorkerProgram[]> {
  return withNews(programs, await fetchJson(new URL('/workers', baseUrl).href, { signal }))
}

/** Entries that cannot be understood, or are of no family that the app knows, change nothing. Pure. */
export function withNews(programs: readonly WorkerProgram[], answer: unknown): readonly WorkerProgram[] {
  const entries = entriesIn(answer)
  return programs.map((program) => {
    const own = entries.filter(({ id, backend }) => id === program.id || id === `${program.id}-${backend}`)
    const versions = [program.version, ...own.map(({ version }) => version)].filter((each) => each !== null)
    return {
      ...program,
      version: versions.toSorted(compareVersions).at(-1) ?? null,
      variants: program.variants.map((variant) => withPlaces(variant, own)),
      details: detailsWith(program.details, own[0]?.raw),
    }
  })
}

interface Entry {
  readonly id: string
  readonly version: string
  readonly backend: Backend
  readonly platforms: readonly Platform[]
  readonly architectures: readonly Architecture[]
  /** The whole entry, unchecked, for what is only read. */
  readonly raw: unknown
}

function withPlaces(variant: WorkerVariant, entries: readonly Entry[]): WorkerVariant {
  const told = entries.find(({ backend }) => backend === variant.backend)
  return told
    ? {
        ...variant,
        platforms: told.platforms.length > 0 ? told.platforms : variant.platforms,
        architectures: told.architectures.length > 0 ? told.architectures : variant.architectures,
      }
    : variant
}

const platformsByName: { readonly [name: string]: Platform } = {
  linux: 'linux',
  macos: 'darwin',
  darwin: 'darwin',
  windows: 'win32',
}
const Lower = z.string().max(100).toLowerCase()
const Platforms = z
  .array(Lower)
  .max(20)
  .transform((names) => names.flatMap((name) => platformsByName[name] ?? []))
const Architectures = z
  .array(Lower)
  .max(20)
  .transform((names) => names.filter((name): name is Architecture => name === 'x86_64' || name === 'aarch64'))

const Identity = z.object({
  id: z.string().regex(/^[a-z0-9-]{1,100}$/),
  version: z.string().regex(/^\d{1,4}(\.\d{1,4}){1,3}$/),
})
const Places = z.object({ platforms: Platforms, architectures: Architectures })
/** Since November 2025: one entry a family, with its variants. */
const Grouped = Identity.extend({ variants: z.array(z.unknown()).max(50) })
const Variant = Places.extend({ backend: Lower.pipe(z.enum(backends)) })
/** Before: one entry a backend, in either casing. */
const Flat = Identity.extend(Places.shape)
const FlatBackend = z.union([
  z.object({ workerType: Lower }).transform(({ workerType }) => workerType),
  z.object({ worker_type: Lower }).transform(({ worker_type: workerType }) => workerType),
])

function entriesIn(answer: unknown): readonly Entry[] {
  const list = z
    .union([
      z.object({ workers: z.array(z.unknown()) }).transform(({ workers }) => workers),
      z.array(z.unknown()),
    ])
    .safeParse(answer).data
  return (list ?? []).slice(0, 200).flatMap((raw) => {
    const grouped = Grouped.safeParse(raw).data
    if (grouped)
      return grouped.variants.flatMap((rawVariant) => {
        const variant = Variant.safeParse(rawVariant).data
        return variant ? [{ id: grouped.id, version: grouped.version, raw, ...variant }] : []
      })
    const [flat, type] = [Flat.safeParse(raw).data, FlatBackend.safeParse(raw).data]
    const backend = backends.find((each) => type?.startsWith(each))
    return flat && backend ? [{ ...flat, backend, raw }] : []
  })
}

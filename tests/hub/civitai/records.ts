/** Models as CivitAI holds them: recorded facts of 2022 to 2026, which differ in shape as the years did. */
export interface CivitaiFile {
  readonly id?: number
  readonly name: string
  readonly type?: string
  readonly sizeKB?: number
  readonly metadata?: { readonly format?: string | null; readonly [key: string]: unknown }
  readonly hashes?: Readonly<Record<string, string>>
  readonly primary?: boolean
  readonly downloadUrl?: string
  readonly [key: string]: unknown
}

export interface CivitaiImage {
  readonly id?: number
  readonly url: string
  readonly nsfwLevel?: number
  readonly type?: string
  readonly [key: string]: unknown
}

export interface CivitaiVersion {
  readonly id: number
  readonly name: string
  readonly baseModel?: string
  readonly createdAt?: string
  readonly publishedAt?: string | null
  readonly files?: readonly CivitaiFile[]
  readonly images?: readonly CivitaiImage[]
  readonly stats?: Readonly<Record<string, number | null>>
  /** Only `/model-versions/{id}` tells. */
  readonly usageControl?: string
  /** Only `/mini` and the download itself tell. */
  readonly requireAuth?: boolean
  readonly [key: string]: unknown
}

export interface CivitaiRecord {
  readonly id: number
  readonly name: string
  readonly type: string
  readonly nsfw?: boolean
  readonly nsfwLevel?: number
  readonly tags?: readonly string[]
  readonly creator?: { readonly username: string; readonly image: string | null }
  readonly stats?: Readonly<Record<string, number | null>>
  readonly modelVersions: readonly CivitaiVersion[]
  readonly [key: string]: unknown
}

export const publishedAt = (record: CivitaiRecord): number =>
  Math.max(
    0,
    ...record.modelVersions.map((version) => Date.parse(version.publishedAt ?? version.createdAt ?? '') || 0),
  )

/** Pictures come from the second origin of this hub instead of the real one; the path stays. */
export const withPicturesFrom = (images: readonly CivitaiImage[], cdnUrl: string): CivitaiImage[] =>
  images.map((image) => ({ ...image, url: image.url.replace(/^https:\/\/[^/]+/, cdnUrl) }))

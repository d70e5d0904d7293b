/** Whether the hub has other weights now. A new commit alone says nothing: most only touch the model's page. */
import { FailureError } from '#contract/failure'
import type { Log } from '#core/log'
import type { Model } from '#domain/model'
import type { MarketplaceFacts } from './entry.ts'
import type { Found } from './scan.ts'

/** Null where the hub does not say enough. */
export function hasUpdate(facts: MarketplaceFacts, fresh: Model): boolean | null {
  if (fresh.source === 'civitai') return hasNewerVersion(facts, fresh)
  const artifact = fresh.artifacts.find(({ id }) => id === facts.artifactId)
  const hashes = artifact?.files.flatMap(({ sha256 }) => (sha256 === null ? [] : [sha256])) ?? []
  if (hashes.length === 0) return null
  const ours = new Set(facts.files.map(({ sha256 }) => sha256))
  return hashes.some((hash) => !ours.has(hash))
}

/** A later version for the same base model: another base is another model in all but name. */
function hasNewerVersion({ revision }: MarketplaceFacts, fresh: Model): boolean | null {
  const versions = fresh.artifacts.flatMap(({ version }) => (version ? [version] : []))
  const own = versions.find(({ id }) => id === revision)
  if (!own) return null
  return versions.some(
    ({ baseModel, publishedAt }) =>
      baseModel === own.baseModel && (publishedAt ?? 0) > (own.publishedAt ?? 0),
  )
}

/** What is known of one version says nothing of the next in the same folder. */
export const versionKey = ({
  folder,
  revision,
}: {
  readonly folder: string
  readonly revision: string | null
}): string => `${folder}\n${revision}`

export async function checkUpdates(
  deps: { freshModel(modelId: string, signal: AbortSignal): Promise<Model>; readonly log: Log },
  { found, updates, signal }: { found: readonly Found[]; updates: Map<string, boolean>; signal: AbortSignal },
): Promise<void> {
  for (const { read } of found) {
    if (read.kind !== 'entry' || !read.facts) continue
    try {
      const update = hasUpdate(read.facts, await deps.freshModel(read.facts.modelId, signal))
      const key = versionKey({ folder: read.folder, revision: read.facts.revision })
      if (update === null) updates.delete(key)
      else updates.set(key, update)
    } catch (error) {
      // One that is gone from its hub says nothing about the others; no network says it of all.
      if (!(error instanceof FailureError) || error.failure.code !== 'not-found') throw error
      deps.log.info(`${read.facts.modelId} is not on its hub any more`)
    }
  }
}

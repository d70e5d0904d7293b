/** Where the same bytes may lie already: the hub's own cache, and the models we have. */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { MarketplaceFacts } from '#core/library/entry'

export interface OwnModel {
  readonly folder: string
  readonly facts: MarketplaceFacts
}

/** `HF_HUB_CACHE`, else below `HF_HOME`, else where the hub's tools put it. */
export const hubCacheDir = (env: Readonly<Record<string, string | undefined>>, home: string): string =>
  env['HF_HUB_CACHE'] || join(env['HF_HOME'] || join(home, '.cache', 'huggingface'), 'hub')

export async function findCandidates(
  sha256: string | null,
  { hubCache, models }: { readonly hubCache: string; readonly models: readonly OwnModel[] },
): Promise<readonly string[]> {
  if (sha256 === null) return []
  const own = models.flatMap(({ folder, facts }) =>
    facts.files.filter((file) => file.sha256 === sha256).map((file) => join(folder, ...file.path.split('/'))),
  )
  return [...own, ...(await inHubCache(hubCache, sha256))]
}

/** A blob there is named by its hash; most repositories do not hold it, so the paths are only possibilities. */
async function inHubCache(hubCache: string, sha256: string): Promise<readonly string[]> {
  const names = await readdir(hubCache).catch(() => [])
  return names
    .filter((name) => name.startsWith('models--'))
    .map((name) => join(hubCache, name, 'blobs', sha256))
}

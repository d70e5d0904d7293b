/** Where a model is found on its hub. The page is for people, so it is the real hub's even behind a mirror. Pure. */
import type { Model } from '#domain/model'
import { repoPath } from '../sources/huggingface/queries.ts'

export interface Links {
  readonly page: string
  readonly assets: string | null
}

const FOR_EVERYBODY = 1 | 2

export function linksOf(
  model: Pick<Model, 'source' | 'sourceId' | 'revision' | 'nsfw' | 'nsfwLevel'>,
  hubUrl: string,
): Links {
  if (model.source === 'huggingface') {
    const path = repoPath(model.sourceId)
    return {
      page: `https://huggingface.co/${path}`,
      assets: `${hubUrl}/${path}/resolve/${encodeURIComponent(model.revision ?? 'main')}/`,
    }
  }
  // The .com site shows only what is for everybody.
  const level = model.nsfwLevel ?? 0
  const mature = model.nsfw || (level > 0 && (level & FOR_EVERYBODY) === 0)
  return { page: `https://civitai.${mature ? 'red' : 'com'}/models/${model.sourceId}`, assets: null }
}

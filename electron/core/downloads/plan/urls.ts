/** The hubs' own addresses, made from ids: an address in an answer is never believed. */
import type { ArtifactFile, Model } from '#domain/model'

export interface HubUrls {
  readonly huggingface: string
  readonly civitai: string
}

const encodePath = (path: string): string => path.split('/').map(encodeURIComponent).join('/')

export function hubFileUrl(
  hubs: HubUrls,
  { model, file, revision }: { model: Model; file: ArtifactFile; revision: string },
): string {
  if (model.source === 'huggingface')
    return `${hubs.huggingface}/${encodePath(model.sourceId)}/resolve/${encodeURIComponent(revision)}/${encodePath(file.path)}`
  // Without the file's id the hub may pick another one by the account's preferences.
  const pinned = file.hubId === null ? '' : `?fileId=${encodeURIComponent(file.hubId)}`
  return `${hubs.civitai}/api/download/models/${encodeURIComponent(revision)}${pinned}`
}

export const hubPageUrl = (hubs: HubUrls, { source, sourceId }: Model): string =>
  source === 'huggingface'
    ? `${hubs.huggingface}/${encodePath(sourceId)}`
    : `${hubs.civitai}/models/${encodeURIComponent(sourceId)}`

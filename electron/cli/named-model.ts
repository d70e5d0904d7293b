/** A typed id or pasted address, down to the revision, version, file or quantisation that it names. */
import type { ResolvedModel } from '#contract/catalog-sync'
import { FailureError } from '#contract/failure'
import type { HubsHere } from '#core/catalog/hubs-here'
import type { Artifact, Model } from '#domain/model'
import { namedArtifacts, otherRevision } from '#domain/named-artifacts'

interface NamedModel {
  readonly model: Model
  /** All of the model's, where none is named. */
  readonly named: readonly Artifact[]
  /** Of a repository, where it is not the newest. */
  readonly revision: string | null
}

export async function namedModel(
  hubs: Pick<HubsHere, 'freshModel'>,
  resolved: ResolvedModel,
  signal: AbortSignal,
): Promise<NamedModel> {
  const revision = revisionOf(resolved)
  const model = await hubs.freshModel(resolved.id, signal, revision ?? undefined)
  return { model, named: artifactsOf(model, resolved), revision }
}

export const revisionOf = (resolved: ResolvedModel): string | null =>
  otherRevision({ source: resolved.id.startsWith('civitai:') ? 'civitai' : 'huggingface' }, resolved)

export function artifactsOf(model: Model, resolved: ResolvedModel): readonly Artifact[] {
  const named = namedArtifacts(model, resolved)
  if (named?.length !== 0) return named ?? model.artifacts
  const part = resolved.path ?? resolved.quantization ?? resolved.revision
  throw new FailureError({ code: 'not-found', what: `${part} of ${model.name}` })
}

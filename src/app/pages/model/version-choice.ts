/** Which of a model's versions its words, pictures and notes are shown of. Pure. */
import type { Model } from '#domain/model'
import type { VersionDetails } from '#domain/model-details'
import type { Judgement } from './judgement.ts'

/** The one asked for, else the one to get here, else the hub's first. */
export function versionOf(
  versions: readonly VersionDetails[],
  wished: string | undefined,
  judgement: Judgement | null,
): VersionDetails | null {
  const byId = (id: string | undefined) => versions.find((version) => version.id === id)
  return byId(wished) ?? byId(judgement?.best?.artifact.version?.id) ?? versions[0] ?? null
}

/** What the list knows of a version: its name, what it was made for, when it came. */
export const listedVersion = ({ artifacts }: Model, id: string) =>
  artifacts.find(({ version }) => version?.id === id)?.version ?? null

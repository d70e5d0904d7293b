import type { Model } from '#domain/model'
import type { VersionDetails } from '#domain/model-details'
import { useFormat, useTexts } from '../../locale.tsx'
import { useQueryChange } from '../../router.tsx'
import { Select } from '../../ui/Select.tsx'
import { Block } from './Block.tsx'
import { listedVersion } from './version-choice.ts'

interface Props {
  readonly model: Model
  readonly versions: readonly VersionDetails[]
  readonly version: VersionDetails
}

/** What follows is of one version; which one is kept in the address. */
export function VersionChoice({ model, versions, version }: Props) {
  const { model: say } = useTexts()
  const format = useFormat()
  const change = useQueryChange()
  const { downloads, likes } = version
  const publishedAt = listedVersion(model, version.id)?.publishedAt ?? null
  const figures = [
    publishedAt !== null && format.date(publishedAt),
    downloads !== null && say.downloadsOf(format.number(downloads)),
    likes !== null && say.likesOf(format.number(likes)),
  ].filter((figure) => figure !== false)
  return (
    <Block title={say.aboutVersion} lead={say.aboutVersionLead}>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Select
          label={say.version}
          value={version.id}
          options={versions.map(({ id }) => {
            const listed = listedVersion(model, id)
            return {
              value: id,
              label: listed?.name ?? id,
              ...(listed?.baseModel != null && { hint: listed.baseModel }),
            }
          })}
          onChange={(id) => change({ version: id }, { replace: true })}
          className="max-w-full"
        />
        <span className="text-sm text-soft">{figures.join(' · ')}</span>
      </div>
    </Block>
  )
}

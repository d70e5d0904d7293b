import type { DownloadPlanView } from '#contract/downloads'
import { useFormat, useTexts } from '../../../locale.tsx'
import { Fact, Facts } from '../../../ui/Facts.tsx'

/** What would be fetched, and where it would go. */
export function PlanFacts({ plan }: { readonly plan: DownloadPlanView }) {
  const { get: say } = useTexts()
  const format = useFormat()
  const { host, totalBytes, freeBytes, files, folder, revision } = plan
  const size = totalBytes === null ? say.sizeUnknown : format.bytes(totalBytes)
  const parts = [size, say.files(files.length), freeBytes !== null && say.free(format.bytes(freeBytes))]
  return (
    <Facts>
      <Fact label={say.size} value={parts.filter(Boolean).join(' · ')} />
      <Fact label={say.from} value={host} />
      <Fact
        label={say.folder}
        value={
          <code className="font-mono text-xs" title={folder}>
            {folder}
          </code>
        }
      />
      {revision !== null && (
        <Fact
          label={say.version}
          value={<code className="font-mono text-xs">{revision.slice(0, 12)}</code>}
        />
      )}
    </Facts>
  )
}

import { Collapsible } from '@base-ui/react/collapsible'
import type { Artifact } from '#domain/model'
import { ChevronDown } from 'lucide-react'
import { totalBytes } from '../../lib/memory.ts'
import { useFormat, useTexts } from '../../locale.tsx'

/** Every file behind the artifacts, each once. */
export function FileList({ artifacts }: { readonly artifacts: readonly Artifact[] }) {
  const { model: say, get } = useTexts()
  const format = useFormat()
  const files = [
    ...new Map(artifacts.flatMap(({ files: own }) => own).map((file) => [file.path, file])).values(),
  ]
  if (files.length === 0) return null
  const total = totalBytes(files)
  return (
    <Collapsible.Root>
      <Collapsible.Trigger className="group -ms-1.5 flex h-8 items-center gap-1.5 rounded-control px-1.5 font-medium hover:bg-hover">
        <ChevronDown
          aria-hidden
          className="size-4 -rotate-90 text-faint transition-transform duration-120 group-data-panel-open:rotate-0 rtl:rotate-90 rtl:group-data-panel-open:rotate-0"
        />
        {say.files}
        <span className="text-sm font-normal text-soft">
          {total === null
            ? get.files(files.length)
            : say.filesOf(get.files(files.length), format.bytes(total))}
        </span>
      </Collapsible.Trigger>
      <Collapsible.Panel>
        <ul className="mt-1 max-h-80 overflow-y-auto rounded-card border border-line bg-surface text-sm">
          {files.map(({ path, sizeBytes, sha256 }) => (
            <li key={path} className="flex items-center gap-3 border-b border-line px-3 py-1.5 last:border-0">
              <bdi
                className="min-w-0 flex-1 truncate font-mono text-xs"
                title={sha256 === null ? path : `SHA-256 ${sha256}`}
              >
                {path}
              </bdi>
              <span
                className="text-soft"
                title={sizeBytes === null ? undefined : format.exactBytes(sizeBytes)}
              >
                {sizeBytes === null ? '–' : format.bytes(sizeBytes)}
              </span>
            </li>
          ))}
        </ul>
      </Collapsible.Panel>
    </Collapsible.Root>
  )
}

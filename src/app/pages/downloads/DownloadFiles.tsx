import type { DownloadFile } from '#contract/downloads'
import { Check } from 'lucide-react'
import { useFormat, useTexts } from '../../locale.tsx'

export function DownloadFiles({ files }: { readonly files: readonly DownloadFile[] }) {
  const { downloads: say } = useTexts()
  const format = useFormat()
  return (
    <ul aria-label={say.files} className="flex flex-col gap-1 rounded-control bg-sunken px-3 py-2 text-sm">
      {files.map(({ path, sizeBytes, receivedBytes }) => (
        <li key={path} className="flex items-center gap-3">
          <code className="min-w-0 flex-1 truncate font-mono text-xs" title={path}>
            {path}
          </code>
          <span className="text-soft">
            {sizeBytes === null
              ? format.bytes(receivedBytes)
              : say.of(format.bytes(receivedBytes), format.bytes(sizeBytes))}
          </span>
          <Check
            aria-hidden
            className={
              sizeBytes !== null && receivedBytes >= sizeBytes
                ? 'size-3.5 text-verified'
                : 'size-3.5 opacity-0'
            }
          />
        </li>
      ))}
    </ul>
  )
}

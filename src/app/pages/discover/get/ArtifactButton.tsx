import type { DownloadItem, Wanted } from '#contract/downloads'
import { Check } from 'lucide-react'
import { useFormat, useTexts } from '../../../locale.tsx'
import { go } from '../../../router.tsx'
import { downloadOf, fractionOf, useDownloads } from '../../../state/downloads.ts'
import { Button, type ButtonKind } from '../../../ui/Button.tsx'
import { useGet } from './get-flow.ts'

interface Props {
  readonly name: string
  readonly wanted: Wanted
  readonly kind?: ButtonKind
  readonly size?: 'sm' | 'md'
  /** What the button says before anything is under way. */
  readonly label?: string
}

/** Get, and from then on how it goes. What is under way leads to the downloads. */
export function ArtifactButton({ name, wanted, kind = 'plain', size = 'sm', label }: Props) {
  const { get: say } = useTexts()
  const download = downloadOf(useDownloads(), wanted.modelId, wanted.artifactId)
  const { get, busy } = useGet()
  const words = useStateWords()
  if (download === undefined) {
    const word = busy ? say.checking : (label ?? say.get)
    return (
      <Button
        kind={kind}
        size={size}
        aria-label={say.named(word, name)}
        aria-busy={busy}
        onClick={() => !busy && get(wanted)}
      >
        {word}
      </Button>
    )
  }
  const word = words(download)
  const done = download.status.kind === 'done'
  const fraction = download.status.kind === 'running' ? fractionOf(download.progress) : null
  return (
    <Button
      size={size}
      aria-label={say.named(word, name)}
      icon={done ? <Check aria-hidden className="text-verified" /> : undefined}
      onClick={() => go(done ? 'library' : 'downloads')}
      className="relative min-w-18 overflow-hidden"
    >
      {fraction !== null && (
        <span
          aria-hidden
          className="absolute inset-0 origin-left bg-honey-wash transition-transform duration-150 rtl:origin-right"
          style={{ transform: `scaleX(${fraction})` }}
        />
      )}
      <span className="relative">{word}</span>
    </Button>
  )
}

function useStateWords(): (download: DownloadItem) => string {
  const { get: say } = useTexts()
  const format = useFormat()
  return ({ status, progress }) => {
    switch (status.kind) {
      case 'queued':
        return say.queued
      case 'running': {
        const fraction = fractionOf(progress)
        if (status.phase === 'checking') return say.verifying
        if (fraction === null) return format.bytes(progress.receivedBytes)
        return format.percent(Math.floor(fraction * 100) / 100)
      }
      case 'waiting':
        return say.waiting
      case 'paused':
        return say.paused
      case 'failed':
        return say.failed
      case 'done':
        return say.installed
    }
  }
}

import type { DownloadItem, Wanted } from '#contract/downloads'
import { Check, CircleFadingArrowUp } from 'lucide-react'
import { nameFailure } from '../../../failures.ts'
import { useFormat, useTexts } from '../../../locale.tsx'
import { go } from '../../../router.tsx'
import { downloadOf, fractionOf, isActive } from '../../../state/downloads.ts'
import { installedOf } from '../../../state/library.ts'
import { Button, type ButtonKind } from '../../../ui/Button.tsx'
import { useGetting } from './getting.tsx'

interface Props {
  readonly name: string
  readonly wanted: Wanted
  readonly kind?: ButtonKind
  readonly size?: 'sm' | 'md'
  /** What the button says before anything is under way. */
  readonly label: string
}

/** Get, and from then on how it goes. What is under way leads to the downloads. */
export function ArtifactButton({ name, wanted, kind = 'plain', size = 'sm', label }: Props) {
  const { get: say } = useTexts()
  const { downloads, library, get, busyWith, slowWith } = useGetting()
  const download = downloadOf(downloads, wanted.modelId, wanted.artifactId)
  const installed = installedOf(library, wanted.modelId, wanted.artifactId)
  const [busy, slow] = [busyWith, slowWith].map(
    (one) => one?.modelId === wanted.modelId && one.artifactId === wanted.artifactId,
  )
  const words = useStateWords()
  if (installed !== undefined && (download === undefined || !isActive(download)))
    return (
      <InstalledButton
        name={name}
        size={size}
        onUpdate={installed.updateAvailable === true ? () => get(wanted) : null}
      />
    )
  if (download === undefined || download.status.kind === 'done') {
    const word = slow ? say.checking : label
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
  const fraction = download.status.kind === 'running' ? fractionOf(download.progress) : null
  return (
    <Button
      size={size}
      aria-label={say.named(word, name)}
      onClick={() => go('downloads')}
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

interface InstalledProps {
  readonly name: string
  readonly size: 'sm' | 'md'
  readonly onUpdate: (() => void) | null
}

function InstalledButton({ name, size, onUpdate }: InstalledProps) {
  const { get: say } = useTexts()
  if (onUpdate !== null)
    return (
      <Button
        size={size}
        aria-label={say.named(say.update, name)}
        icon={<CircleFadingArrowUp aria-hidden />}
        onClick={onUpdate}
      >
        {say.update}
      </Button>
    )
  return (
    <Button
      size={size}
      aria-label={say.named(say.installed, name)}
      icon={<Check aria-hidden className="text-verified" />}
      onClick={() => go('library')}
    >
      {say.installed}
    </Button>
  )
}

function useStateWords(): (download: DownloadItem) => string {
  const texts = useTexts()
  const { get: say } = texts
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
        return status.failure === null
          ? say.waiting
          : nameFailure(status.failure, { texts, format }, say.waiting)
      case 'paused':
        return say.paused
      case 'failed':
        return nameFailure(status.failure, { texts, format }, say.failed)
      case 'done':
        return say.installed
    }
  }
}

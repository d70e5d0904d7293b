import { ArrowDownToLine } from 'lucide-react'
import { useFormat, useTexts } from '../locale.tsx'
import { Link } from '../router.tsx'
import { sumOf, useDownloads } from '../state/downloads.ts'
import { Progress } from '../ui/Progress.tsx'

/** The same where the window is narrow as a phone: a line along the edge of the bar. */
export function DownloadsEdge() {
  const { frame } = useTexts()
  const { count, fraction } = sumOf(useDownloads()?.items ?? [])
  if (count === 0) return null
  return (
    <Progress
      label={frame.downloadsProgress}
      value={fraction}
      className="absolute inset-x-0 -top-px h-0.5! rounded-none sm:hidden"
    />
  )
}

/** Running downloads show their progress here, on every page. */
export function DownloadsLine() {
  const { frame } = useTexts()
  const format = useFormat()
  const { count, fraction } = sumOf(useDownloads()?.items ?? [])
  if (count === 0) return null
  const words = frame.downloading(count)
  return (
    <Link
      to="downloads"
      title={words}
      className="flex flex-col gap-1.5 rounded-control px-2 py-2 text-sm text-soft hover:bg-hover hover:text-ink"
    >
      <span className="flex items-center gap-2.5 max-lg:justify-center">
        <ArrowDownToLine aria-hidden className="size-4 shrink-0" strokeWidth={1.75} />
        <span className="flex-1 truncate max-lg:unseen">{words}</span>
        {fraction !== null && (
          <span className="max-lg:unseen">{format.percent(Math.floor(fraction * 100) / 100)}</span>
        )}
      </span>
      <Progress label={frame.downloadsProgress} value={fraction} />
    </Link>
  )
}

import type { DownloadItem } from '#contract/downloads'
import { useFormat, useTexts } from '../../locale.tsx'
import { useNow } from '../../state/now.ts'

const minuteMs = 60_000

/** How a download goes, in one line. */
export function useStatusWords({ status, progress }: DownloadItem): string {
  const { downloads: say } = useTexts()
  const format = useFormat()
  const now = useNow()
  const { receivedBytes, totalBytes, bytesPerSecond, etaSeconds } = progress
  const amount =
    totalBytes === null
      ? format.bytes(receivedBytes)
      : say.of(format.bytes(receivedBytes), format.bytes(totalBytes))
  switch (status.kind) {
    case 'queued':
      return `${say.status.queued} · ${amount}`
    case 'paused':
      return `${say.status.paused} · ${amount}`
    case 'waiting': {
      const wait = status.retryAt === null ? null : format.duration(Math.max(minuteMs, status.retryAt - now))
      return [say.waitingFor[status.for], wait !== null && say.retryIn(wait)].filter(Boolean).join(' · ')
    }
    case 'running': {
      if (status.phase === 'checking') return say.status.checking
      const speed = bytesPerSecond === 0 ? say.stalled : say.perSecond(format.bytes(bytesPerSecond))
      const left = etaSeconds === null ? null : say.left(format.duration(etaSeconds * 1000))
      return [amount, speed, left].filter((part) => part !== null).join(' · ')
    }
    case 'failed':
      return amount
    case 'done':
      return say.status.done(format.ago(status.finishedAt, now))
  }
}

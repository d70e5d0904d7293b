/** A download as one line of a terminal, drawn over and over; without a terminal, a line for every tenth. */
import type { DownloadProgress } from '#contract/downloads'

export interface ProgressBar {
  show(progress: DownloadProgress, note: string | null): void
  end(): void
}

const WIDTH = 24

export function createProgressBar(out: NodeJS.WriteStream): ProgressBar {
  let drawn = false
  let tenth = -1
  return {
    show(progress, note) {
      const text = note ?? lineOf(progress)
      if (out.isTTY) {
        drawn = true
        out.write(`\r\u001B[2K${text.slice(0, Math.max(20, out.columns - 1))}`)
        return
      }
      const now = note === null ? Math.floor(partOf(progress) * 10) : tenth
      if (now === tenth) return
      tenth = now
      out.write(`${text}\n`)
    },
    end() {
      if (drawn) out.write('\n')
      drawn = false
    },
  }
}

const partOf = ({ receivedBytes, totalBytes }: DownloadProgress): number =>
  totalBytes === null || totalBytes === 0 ? 0 : Math.min(1, receivedBytes / totalBytes)

export function lineOf(progress: DownloadProgress): string {
  const { receivedBytes, totalBytes, bytesPerSecond, etaSeconds } = progress
  const part = partOf(progress)
  const filled = Math.round(part * WIDTH)
  const bar = `[${'#'.repeat(filled)}${'-'.repeat(WIDTH - filled)}]`
  const total = totalBytes === null ? '' : ` of ${size(totalBytes)}`
  const eta = etaSeconds === null ? '' : `  ${time(etaSeconds)} left`
  return `${bar} ${String(Math.floor(part * 100)).padStart(3)} %  ${size(receivedBytes)}${total}  ${size(bytesPerSecond)}/s${eta}`
}

export function size(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  const power = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3))
  return `${(bytes / 1000 ** power).toFixed(power === 0 ? 0 : 1)} ${units[power]}`
}

function time(seconds: number): string {
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.round(seconds / 60)
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

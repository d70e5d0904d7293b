/** How much at once, and how fast, at which time of day. */
import type { Settings } from '#contract/settings'

export interface DownloadLimits {
  readonly parallel: number
  readonly bytesPerSecond: number | null
  /** Another limit between two times of day, in minutes after midnight; it may go over midnight. */
  readonly schedule: {
    readonly fromMinute: number
    readonly toMinute: number
    readonly bytesPerSecond: number | null
  } | null
}

export const DEFAULT_LIMITS: DownloadLimits = { parallel: 2, bytesPerSecond: null, schedule: null }

export function limitAt({ bytesPerSecond, schedule }: DownloadLimits, minuteOfDay: number): number | null {
  if (schedule === null) return bytesPerSecond
  const { fromMinute: from, toMinute: to } = schedule
  const inside =
    from <= to ? minuteOfDay >= from && minuteOfDay < to : minuteOfDay >= from || minuteOfDay < to
  return inside ? schedule.bytesPerSecond : bytesPerSecond
}

export const minuteOfDay = (nowMs: number): number => {
  const now = new Date(nowMs)
  return now.getHours() * 60 + now.getMinutes()
}

const minutes = (time: string): number => {
  const [hours = 0, rest = 0] = time.split(':').map(Number)
  return hours * 60 + rest
}

/** As the settings say it: times of day as `HH:MM`. */
export const limitsOf = ({
  parallel,
  limitBytesPerSecond,
  schedule,
}: Settings['downloads']): DownloadLimits => ({
  parallel,
  bytesPerSecond: limitBytesPerSecond,
  schedule: schedule && {
    fromMinute: minutes(schedule.from),
    toMinute: minutes(schedule.to),
    bytesPerSecond: schedule.limitBytesPerSecond,
  },
})

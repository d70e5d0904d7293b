/** How much at once, and how fast, at which time of day. */
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

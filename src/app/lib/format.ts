/** Numbers, sizes and dates as the reader's language writes them. */
export interface Format {
  readonly locale: string
  readonly number: (value: number) => string
  /** 1.2K, 3.4M. */
  readonly compact: (value: number) => string
  readonly percent: (fraction: number) => string
  /** File sizes, in the decimal units that file managers show. */
  readonly bytes: (bytes: number) => string
  readonly exactBytes: (bytes: number) => string
  /** Memory, in the binary units that "12 GB" on a graphics card means. */
  readonly memory: (mebibytes: number) => string
  readonly memoryBytes: (bytes: number) => string
  /** 7.2B, 350M. */
  readonly parameters: (count: number) => string
  /** Context lengths count in 1,024s: 32K. */
  readonly context: (tokens: number) => string
  readonly date: (ms: number) => string
  readonly dateTime: (ms: number) => string
  readonly ago: (ms: number, nowMs: number) => string
  readonly duration: (ms: number) => string
  readonly list: (items: readonly string[]) => string
}

const byteUnits = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const
type ByteUnit = (typeof byteUnits)[number]
type Scale = readonly [unit: Intl.RelativeTimeFormatUnit, ms: number]

const minuteMs = 60_000
const dayMs = 1440 * minuteMs
const scales: readonly Scale[] = [
  ['year', 365.25 * dayMs],
  ['month', 30.44 * dayMs],
  ['week', 7 * dayMs],
  ['day', dayMs],
  ['hour', 60 * minuteMs],
  ['minute', minuteMs],
]

function bytesFormat(locale: string): (value: number, step: number) => string {
  const formats = new Map<string, Intl.NumberFormat>()
  const formatFor = (unit: ByteUnit, digits: number) => {
    const key = `${unit}${digits}`
    const known = formats.get(key)
    if (known !== undefined) return known
    const made = new Intl.NumberFormat(locale, {
      style: 'unit',
      unit,
      unitDisplay: unit === 'byte' ? 'long' : 'short',
      maximumFractionDigits: digits,
    })
    formats.set(key, made)
    return made
  }
  return (value, step) => {
    let scaled = value
    let index = 0
    while (Math.abs(scaled) >= step * 0.9995 && index < byteUnits.length - 1) {
      scaled /= step
      index += 1
    }
    const digits = index < 2 || Math.abs(scaled) >= 99.95 ? 0 : 1
    return formatFor(byteUnits[index] ?? 'byte', digits).format(scaled)
  }
}

function agoFormat(locale: string): Format['ago'] {
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  return (ms, nowMs) => {
    const past = ms - nowMs
    const scale = scales.find(([, size]) => Math.abs(past) >= size)
    return scale === undefined
      ? relative.format(0, 'minute')
      : relative.format(Math.round(past / scale[1]), scale[0])
  }
}

function durationFormat(locale: string): Format['duration'] {
  const unit = (name: string) =>
    new Intl.NumberFormat(locale, {
      style: 'unit',
      unit: name,
      unitDisplay: 'narrow',
      maximumFractionDigits: 0,
    })
  const [hours, minutes, seconds] = [unit('hour'), unit('minute'), unit('second')]
  return (ms) => {
    const total = Math.max(0, Math.round(ms / 1000))
    if (total < 60) return seconds.format(total)
    if (total < 3600) return minutes.format(Math.round(total / 60))
    return `${hours.format(Math.floor(total / 3600))} ${minutes.format(Math.floor((total % 3600) / 60))}`
  }
}

export function createFormat(locale: string): Format {
  const number = new Intl.NumberFormat(locale)
  const compact = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 })
  const percent = new Intl.NumberFormat(locale, { style: 'percent' })
  const tenth = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 })
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' })
  const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })
  const list = new Intl.ListFormat(locale, { type: 'conjunction' })
  const size = bytesFormat(locale)
  return {
    locale,
    number: (value) => number.format(value),
    compact: (value) => compact.format(value),
    percent: (fraction) => percent.format(fraction),
    bytes: (bytes) => size(bytes, 1000),
    exactBytes: (bytes) => `${number.format(bytes)} bytes`,
    memory: (mebibytes) => size(mebibytes * 1_048_576, 1024),
    memoryBytes: (bytes) => size(bytes, 1024),
    parameters: (count) =>
      count >= 999_500_000
        ? `${tenth.format(count / 1e9)}B`
        : `${number.format(Math.max(1, Math.round(count / 1e6)))}M`,
    context: (tokens) => {
      if (tokens >= 2 ** 20) return `${number.format(Math.round(tokens / 2 ** 20))}M`
      return tokens >= 1024 ? `${number.format(Math.round(tokens / 1024))}K` : number.format(tokens)
    },
    date: (ms) => date.format(ms),
    dateTime: (ms) => dateTime.format(ms),
    ago: agoFormat(locale),
    duration: durationFormat(locale),
    list: (items) => list.format(items),
  }
}

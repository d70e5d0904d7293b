/** Figures as people write them: `7b`, `8 GB`, `32k`. */
import { say, type Saying } from './sayings/saying.ts'

export interface Unit {
  readonly factors: Readonly<Record<string, number>>
  readonly expected: Saying
}

const KIB = 1024
/** Of parameters. */
export const count: Unit = {
  factors: { '': 1, k: 1e3, m: 1e6, b: 1e9, t: 1e12 },
  expected: say('expects-parameters'),
}
/** People mean what their file manager shows; `gib` is for those who mean it. */
export const bytes: Unit = {
  factors: {
    '': 1,
    b: 1,
    k: 1e3,
    kb: 1e3,
    m: 1e6,
    mb: 1e6,
    g: 1e9,
    gb: 1e9,
    t: 1e12,
    tb: 1e12,
    kib: KIB,
    mib: KIB ** 2,
    gib: KIB ** 3,
    tib: KIB ** 4,
  },
  expected: say('expects-size'),
}
export const tokens: Unit = {
  factors: { '': 1, k: 1024, m: 1024 ** 2 },
  expected: say('expects-tokens'),
}

export const days: Unit = {
  factors: { '': 1, d: 1, w: 7, m: 30, y: 365 },
  expected: say('expects-age'),
}

export function readFigure(text: string, { factors }: Unit): number | null {
  const match = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(text.trim())
  const factor = match ? factors[match[2]!.toLowerCase()] : undefined
  return match && factor !== undefined ? Number(match[1]) * factor : null
}

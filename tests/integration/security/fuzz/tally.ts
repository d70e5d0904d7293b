export interface Tally {
  readonly where: string
  sent: number
  /** Of them, no well-made message at all. */
  raw: number
  readonly reached: number
  readonly faults: readonly string[]
}

export const noTally = (where: string): Tally => ({ where, sent: 0, raw: 0, reached: 0, faults: [] })

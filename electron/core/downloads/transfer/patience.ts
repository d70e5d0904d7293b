export interface Patience {
  /** Silence on one connection after which it is given up. */
  readonly stallMs: number
  /** How long a connection may crawl. */
  readonly crawlMs: number
  /** Failures in a row without progress. */
  readonly mostFailures: number
  /** What of the planned waits is really waited; tests hurry. */
  readonly backoffScale: number
}

export const PATIENCE: Patience = { stallMs: 15_000, crawlMs: 15_000, mostFailures: 7, backoffScale: 1 }

import type { Token } from './redirect.ts'

/** One file to fetch, check and put in its place. */
export interface TransferJob {
  /** The hub's own address of the file, pinned to a revision. */
  readonly url: string
  /** Where a person can ask for access. */
  readonly pageUrl: string
  readonly path: string
  /** How the hub's file is called to people. */
  readonly name: string
  readonly sizeBytes: number | null
  /** SHA-256 (64 hex digits), git's SHA-1 (40), or null where the hub names none. */
  readonly digest: string | null
  readonly revision: string
  readonly token: Token | null
  /** Files that may hold the same bytes already. */
  readonly candidates: readonly string[]
}

export interface TransferProgress {
  readonly receivedBytes: number
  readonly totalBytes: number | null
  readonly hashedBytes: number
  readonly lanes: number
}

export interface TransferResult {
  readonly sizeBytes: number
  readonly sha256: string
  /** Bytes that came over the network in this run. */
  readonly fetchedBytes: number
}

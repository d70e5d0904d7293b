/** What is said between the core and the transfer thread. */
import type { Failure } from '#contract/failure'
import type { Patience } from './patience.ts'
import type { Inspection } from '../inspect/facts.ts'
import type { Digests } from './hash-protocol.ts'
import type { TransferJob, TransferProgress, TransferResult } from './job.ts'

export interface ThreadData {
  readonly hashThread: string
  readonly userAgent: string
  readonly patience: Partial<Patience>
}

export type TransferRequest =
  | { readonly kind: 'start'; readonly id: number; readonly job: TransferJob }
  | { readonly kind: 'hash'; readonly id: number; readonly path: string; readonly sizeBytes: number }
  | { readonly kind: 'inspect'; readonly id: number; readonly path: string }
  | { readonly kind: 'stop'; readonly id: number }
  | { readonly kind: 'limit'; readonly bytesPerSecond: number | null }
  /** Null leaves it to the environment. */
  | { readonly kind: 'proxy'; readonly url: string | null }

export type TransferReply =
  | { readonly kind: 'progress'; readonly id: number; readonly progress: TransferProgress }
  | { readonly kind: 'done'; readonly id: number; readonly result: TransferResult }
  | { readonly kind: 'hashed'; readonly id: number; readonly digests: Digests }
  | { readonly kind: 'inspected'; readonly id: number; readonly inspection: Inspection | null }
  | { readonly kind: 'failed'; readonly id: number; readonly failure: Failure | null; readonly why: string }

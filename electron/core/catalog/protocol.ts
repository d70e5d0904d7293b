/** What travels between the core and the catalog's threads. */
import type { MessagePort } from 'node:worker_threads'
import type { CatalogPage, CatalogQuery } from '#contract/catalog'
import type { Failure } from '#contract/failure'
import type { WorkerFamily } from '#domain/worker-family'
import type { Machine } from './catalog-api.ts'
import type { Engine, EngineEvent } from './engine.ts'
import type { ShownState } from './shown.ts'

/** The thread that queries wait for: it does nothing else. */
export interface Answering {
  query(query: CatalogQuery): Promise<CatalogPage>
  setMachine(machine: Machine): Promise<void>
}

export interface Services {
  readonly store: Engine
  readonly queries: Answering
}

export interface ServiceEvents {
  readonly store: EngineEvent
  readonly queries: { readonly kind: 'shown'; readonly state: ShownState }
}

export type ServiceName = keyof Services
export type ServiceEvent = ServiceEvents[ServiceName]

export interface Ask {
  readonly kind: 'ask'
  readonly id: number
  readonly call: string
  readonly input: readonly unknown[]
}

/** A line to the other thread: where one of them is new, the columns go over it from the beginning. */
export interface LinkUp {
  readonly kind: 'link'
  readonly port: MessagePort
}

export type ToThread = Ask | LinkUp | { readonly kind: 'close' }

export type Tell =
  | { readonly kind: 'reply'; readonly id: number; readonly value: unknown }
  | {
      readonly kind: 'failed'
      readonly id: number
      readonly failure: Failure | null
      readonly message: string
    }
  | { readonly kind: 'event'; readonly event: ServiceEvent }
  /** The answer of a thread that only checks the file. */
  | { readonly kind: 'checked'; readonly damage: string | null }

export type ThreadRole =
  | {
      readonly role: 'store'
      readonly dir: string
      readonly families: readonly WorkerFamily[]
      readonly snapshotFile: string | null
    }
  | { readonly role: 'queries'; readonly families: readonly WorkerFamily[] }
  | { readonly role: 'check'; readonly dir: string }

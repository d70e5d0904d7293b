/** What travels between the core and the catalog's thread. */
import type { Failure } from '#contract/failure'
import type { WorkerFamily } from '#domain/worker-family'
import type { Engine, EngineEvent } from './engine.ts'

/** The engine's own methods; answers come back as promises. */
export type EngineCall = Exclude<keyof Engine, 'dispose'>
export type EngineInput<C extends EngineCall> = Parameters<Engine[C]>
export type EngineOutput<C extends EngineCall> = Awaited<ReturnType<Engine[C]>>

export interface Ask {
  readonly id: number
  readonly call: EngineCall
  readonly input: readonly unknown[]
}

export type Tell =
  | { readonly kind: 'reply'; readonly id: number; readonly value: unknown }
  | {
      readonly kind: 'failed'
      readonly id: number
      readonly failure: Failure | null
      readonly message: string
    }
  | { readonly kind: 'event'; readonly event: EngineEvent }
  /** The answer of a thread that only checks the file. */
  | { readonly kind: 'checked'; readonly damage: string | null }

export type ThreadRole =
  | { readonly role: 'catalog'; readonly dir: string; readonly families: readonly WorkerFamily[] }
  | { readonly role: 'check'; readonly dir: string }

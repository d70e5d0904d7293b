/**
 * The contract: everything that crosses between the privileged core and the page, in one table of calls and
 * one of events. Types come from the schemas; both ends check values against them.
 */
import type { z } from 'zod'
import { accountsCalls, accountsEvents } from './accounts.ts'
import { appCalls } from './app.ts'
import { catalogCalls, catalogEvents } from './catalog.ts'
import { detailsCalls } from './catalog-details.ts'
import { syncCalls, syncEvents } from './catalog-sync.ts'
import { downloadsCalls, downloadsEvents } from './downloads.ts'
import type { Failure } from './failure.ts'
import { hardwareCalls, hardwareEvents } from './hardware.ts'
import { judgeCalls } from './judge.ts'
import { libraryCalls, libraryEvents } from './library.ts'
import { incomingCalls, incomingEvents } from './incoming.ts'
import { settingsCalls, settingsEvents } from './settings.ts'
import type { Calls, Events } from './shape.ts'
import { storageCalls } from './storage.ts'
import { updatesCalls, updatesEvents } from './updates.ts'
import { workersCalls, workersEvents } from './workers.ts'

export const calls = {
  ...appCalls,
  ...settingsCalls,
  ...hardwareCalls,
  ...workersCalls,
  ...catalogCalls,
  ...judgeCalls,
  ...syncCalls,
  ...detailsCalls,
  ...storageCalls,
  ...downloadsCalls,
  ...libraryCalls,
  ...accountsCalls,
  ...incomingCalls,
  ...updatesCalls,
} as const satisfies Calls
export const events = {
  ...settingsEvents,
  ...hardwareEvents,
  ...workersEvents,
  ...catalogEvents,
  ...syncEvents,
  ...downloadsEvents,
  ...libraryEvents,
  ...accountsEvents,
  ...incomingEvents,
  ...updatesEvents,
} as const satisfies Events

export type Call = keyof typeof calls
export type Input<C extends Call> = z.input<(typeof calls)[C]['input']>
export type Output<C extends Call> = z.output<(typeof calls)[C]['output']>

export type EventName = keyof typeof events
export type EventValue<E extends EventName> = z.output<(typeof events)[E]>
export type Emit = <E extends EventName>(name: E, value: EventValue<E>) => void

export type Reply<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure }

export const isCall = (name: unknown): name is Call => typeof name === 'string' && Object.hasOwn(calls, name)

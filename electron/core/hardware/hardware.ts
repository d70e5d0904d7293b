/** What is known of this machine, kept true while the app runs: a snapshot with a revision, then changes. */
import { setTimeout as delay } from 'node:timers/promises'
import type { HardwareState, hardwareCalls } from '#contract/hardware'
import type { Hardware } from '#domain/hardware'
import type { HandlersFor } from '../handlers.ts'
import type { Log } from '../log.ts'
import { applyCorrections, createCorrections } from './corrections.ts'
import { interpret } from './interpret.ts'
import { keepLastKnown } from './last-known.ts'
import { createLiveMemory } from './live-memory.ts'
import { createLooking, type Looking } from './looking.ts'
import type { Machine } from './machine.ts'

export interface HardwareOptions {
  readonly machine: Machine
  /** Where the user's corrections are kept. */
  readonly file: string
  emit(name: 'hardware.changed', value: HardwareState): void
  readonly log: Log
  /** Tells when a driver or a vendor's tool was installed, removed or mended. */
  readonly watchDrivers?: (onChange: () => void) => () => void
}

export interface HardwareService {
  readonly handlers: HandlersFor<typeof hardwareCalls>
  state(): HardwareState
  onChange(listener: (state: HardwareState) => void): () => void
  /** Looks at everything once more; one look at a time. */
  scan(): Promise<HardwareState>
  dispose(): void
}

/** The first answer waits this long for the quick sources; the rest comes as events. */
const FIRST_ANSWER_MS = 50

export function createHardware({ machine, file, emit, log, watchDrivers }: HardwareOptions): HardwareService {
  const corrections = createCorrections({ file, log })
  const looking = createLooking({ machine, log, onNews: publish })
  const listeners = new Set<(state: HardwareState) => void>()
  let lastKnown: Hardware | null = null
  let state: HardwareState = { ...stateOf(), revision: 1 }

  function stateOf(): Omit<HardwareState, 'revision'> {
    const scanning = looking.scanning()
    const seen = interpret(looking.captures(), machine.platform)
    const detected = keepLastKnown(seen.hardware, seen.problems, lastKnown)
    if (!scanning) lastKnown = detected
    const { hardware, inForce } = applyCorrections(detected, corrections.list())
    return { scanning, hardware, problems: seen.problems, corrections: inForce }
  }

  function publish(): HardwareState {
    const next = { ...stateOf(), revision: state.revision }
    if (JSON.stringify(next) === JSON.stringify(state)) return state
    state = { ...next, revision: state.revision + 1 }
    emit('hardware.changed', state)
    for (const listener of listeners) listener(state)
    return state
  }

  const background = (work: Promise<unknown>): void =>
    void work.catch((error: unknown) => log.error('looking at the hardware failed', error))
  const scan = (): Promise<HardwareState> => looking.scan().then(() => state)
  const live = createLiveMemory({ refresh: looking.refresh, log })
  const unwatch = watchDrivers?.(() => background(scan()))

  return {
    handlers: handlersOf({ looking, background, publish, scan, corrections, live }),
    state: () => state,
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    scan,
    dispose() {
      unwatch?.()
      live.dispose()
      looking.dispose()
      listeners.clear()
    },
  }
}

interface Parts {
  readonly looking: Looking
  readonly corrections: ReturnType<typeof createCorrections>
  readonly live: ReturnType<typeof createLiveMemory>
  background(work: Promise<unknown>): void
  publish(): HardwareState
  scan(): Promise<HardwareState>
}

function handlersOf({
  looking,
  corrections,
  live,
  background,
  publish,
  scan,
}: Parts): HardwareService['handlers'] {
  return {
    async 'hardware.get'() {
      if (looking.captures().length === 0) {
        const first = scan()
        background(first)
        await Promise.race([first, delay(FIRST_ANSWER_MS, undefined, { ref: false })])
      }
      return publish()
    },
    'hardware.rescan': scan,
    'hardware.look': async ({ forMs }) => live.keepFor(forMs),
    async 'hardware.correct'(correction) {
      corrections.set(correction)
      return publish()
    },
    async 'hardware.reset'(which) {
      corrections.reset(which)
      return publish()
    },
  }
}

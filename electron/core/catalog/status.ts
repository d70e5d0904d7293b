/** What the catalog says of itself. */
import type { CatalogNotice, CatalogState } from '#contract/catalog'
import type { Emit } from '#contract/contract'
import { FailureError } from '#contract/failure'
import type { Log } from '../log.ts'
import type { EngineEvent } from './engine.ts'
import type { ShownState } from './shown.ts'

export interface Status {
  get(): CatalogState
  /** Resolves when there is something to ask. */
  readonly opened: Promise<void>
  storeOpened(event: { readonly preparing: boolean }): void
  show(state: ShownState): void
  note(event: Exclude<EngineEvent, { kind: 'opened' }>): void
  restarted(why: string): void
  giveUp(why: string): void
  close(): void
}

const MOST_NOTICES = 10

export function createStatus(emit: Emit, log: Log): Status {
  let state: CatalogState = { revision: 0, generation: 0, phase: 'opening', models: 0, notices: [] }
  let preparing: boolean | null = null
  let shown: ShownState | null = null
  /** Both threads have said where they are. */
  const update = (): void => {
    if (preparing === null || shown === null) return
    change({ ...shown, phase: preparing ? 'preparing' : 'ready' })
    opened.resolve()
  }
  const opened = Promise.withResolvers<void>()
  // Nobody has to wait for it.
  opened.promise.catch(() => {})

  const change = (next: Partial<CatalogState>): void => {
    state = { ...state, ...next, revision: state.revision + 1 }
    emit('catalog.changed', state)
  }
  const notify = (notice: CatalogNotice): void =>
    change({ notices: [...state.notices.slice(1 - MOST_NOTICES), notice] })

  return {
    get: () => state,
    opened: opened.promise,
    storeOpened(event) {
      if (event.preparing === preparing) return
      preparing = event.preparing
      update()
    },
    show(next) {
      shown = next
      update()
    },
    note(event) {
      if (event.kind === 'not-saved') {
        log.error('the catalog could not save', event.why)
        return notify({ kind: 'not-saved', why: event.why })
      }
      const { cause, ...recovery } = event.recovery
      if (cause === 'newer-version') {
        log.error('the catalog file is of a newer version and was set aside', recovery)
        return notify({ kind: 'newer', why: recovery.why, setAside: recovery.setAside })
      }
      log.error('the catalog file was damaged and has been mended', recovery)
      notify({ kind: 'recovered', ...recovery })
    },
    restarted(why) {
      log.error('the catalog thread ended and was started again', why)
      notify({ kind: 'restarted', why })
    },
    giveUp(why) {
      log.error('the catalog thread keeps ending', why)
      change({ phase: 'failed' })
      opened.reject(new FailureError({ code: 'internal', logRef: 'catalog' }))
    },
    close: () => opened.reject(new FailureError({ code: 'disconnected' })),
  }
}

/** The state that pages see: one snapshot with a rising revision, told on every change. */
import type { HubSync, SyncState } from '#contract/catalog-sync'
import type { RateLimit } from '#core/http/rate-limits'
import type { CatalogSource } from '../sources/source.ts'
import type { Report } from './hub-reader.ts'

export interface SyncStateHolder {
  get(): SyncState
  set(change: Partial<Omit<SyncState, 'revision' | 'hubs'>>): void
  setHub(source: HubSync['source'], change: Partial<HubSync>): void
  report(source: HubSync['source'], report: Report): void
  /** Counts of the run before are history. */
  resetCounts(): void
  rateLimits(limits: readonly RateLimit[], sources: readonly CatalogSource[]): void
}

export function createSyncState(
  sources: readonly CatalogSource[],
  onChange: (state: SyncState) => void,
): SyncStateHolder {
  let state: SyncState = {
    revision: 1,
    phase: 'idle',
    pausedBy: null,
    snapshot: null,
    hubs: sources.map(({ source }) => ({
      source,
      activity: { kind: 'idle' },
      ...NO_COUNTS,
      refreshedAt: null,
      completeAt: null,
      rateLimit: null,
    })),
  }
  const change = (next: Partial<SyncState>): void => {
    state = { ...state, ...next, revision: state.revision + 1 }
    onChange(state)
  }
  const mapHubs = (map: (hub: HubSync) => HubSync): void => change({ hubs: state.hubs.map(map) })
  const setHub: SyncStateHolder['setHub'] = (source, next) =>
    mapHubs((hub) => (hub.source === source ? { ...hub, ...next } : hub))

  return {
    get: () => state,
    set: change,
    setHub,
    report(source, { activity, modelsRead = 0, withdrawn = 0, skipped = {} }) {
      const hub = state.hubs.find((one) => one.source === source)
      if (!hub) return
      setHub(source, {
        activity,
        modelsRead: hub.modelsRead + modelsRead,
        withdrawn: hub.withdrawn + withdrawn,
        skipped: sum(hub.skipped, skipped),
      })
    },
    resetCounts: () => mapHubs((hub) => ({ ...hub, ...NO_COUNTS })),
    rateLimits(limits, all) {
      for (const source of all) {
        const limit = limits.find(({ host, bucket }) => host === source.host() && bucket === 'api')
        if (!limit) continue
        const { remaining, quota, resetsAt } = limit
        setHub(source.source, { rateLimit: { remaining, quota, resetsAt } })
      }
    },
  }
}

const NO_COUNTS = { modelsRead: 0, withdrawn: 0, skipped: {} } as const

const sum = (
  a: Readonly<Record<string, number>>,
  b: Readonly<Record<string, number>>,
): Record<string, number> => {
  const total: Record<string, number> = { ...a }
  for (const [reason, count] of Object.entries(b)) total[reason] = (total[reason] ?? 0) + count
  return total
}

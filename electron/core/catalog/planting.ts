/** Puts the bundled snapshot into a database that never had it. */
import type { Log } from '../log.ts'
import type { Batch } from './catalog-api.ts'
import { SEEDED, type EngineState } from './engine.ts'
import type { Thread } from './thread-client.ts'

export interface Planting {
  /** True while the snapshot is on its way in: what there is so far is not worth showing. */
  busy(): boolean
  consider(state: EngineState): void
  /** Another database: it needs the snapshot too. */
  again(): void
}

export interface PlantingDeps {
  readonly read: (() => AsyncIterable<Batch>) | undefined
  readonly thread: () => Thread
  readonly log: Log
  readonly onDone: (state: EngineState) => void
}

export function createPlanting({ read, thread, log, onDone }: PlantingDeps): Planting {
  let busy = false
  let tried = false
  const plant = async (batches: AsyncIterable<Batch>): Promise<void> => {
    try {
      for await (const batch of batches) await thread().call('apply', { ...batch, onlyNew: true })
      await thread().call('apply', { feed: null, upsert: [], state: { [SEEDED]: 'yes' } })
      await thread().call('refresh')
    } catch (error) {
      log.error('the bundled snapshot could not be read', error)
    }
    busy = false
    // Without the snapshot the catalog is empty, but it works: a sync fills it.
    await thread()
      .call('state')
      .then(onDone, () => {})
  }
  return {
    busy: () => busy,
    consider(state) {
      if (!state.needsSeed || tried || !read) return
      tried = busy = true
      void plant(read())
    },
    again: () => void (tried = false),
  }
}

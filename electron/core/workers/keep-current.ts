/** Asks the worker catalog online once a day for newer versions. Nice to have: what goes wrong is only logged. */
import { z } from 'zod'
import type { Http } from '../http/http.ts'
import type { Log } from '../log.ts'
import type { FetchJson } from './online-catalog.ts'
import type { WorkersService } from './workers.ts'

export interface KeepCurrentDeps {
  readonly workers: Pick<WorkersService, 'refresh'>
  readonly http: Pick<Http, 'json'>
  readonly baseUrl: () => string
  /** False while the user wants nothing to be asked in the background. */
  readonly wanted: () => boolean
  readonly log: Pick<Log, 'info'>
  readonly now?: () => number
}

export interface KeepCurrent {
  /** Asks where the last good answer is a day old, or came from elsewhere; resolves when that is settled. */
  look(): Promise<void>
  dispose(): void
}

const FRESH_MS = 24 * 3_600_000
const LOOK_EVERY_MS = 3_600_000
const MAX_ANSWER_BYTES = 1024 * 1024

export function keepWorkersCurrent(deps: KeepCurrentDeps): KeepCurrent {
  const { workers, http, baseUrl, wanted, log, now = Date.now } = deps
  const ended = new AbortController()
  let answered: { readonly from: string; readonly at: number } | null = null
  let asking: Promise<void> | null = null

  const fetchJson: FetchJson = async (url, { signal }) => {
    const answer = await http.json({ url, schema: z.unknown(), maxBytes: MAX_ANSWER_BYTES, signal })
    return answer.kind === 'fresh' ? answer.value : null
  }

  async function ask(from: string): Promise<void> {
    try {
      await workers.refresh({ fetchJson, baseUrl: from }, ended.signal)
      answered = { from, at: now() }
    } catch (error) {
      if (!ended.signal.aborted) log.info('the worker catalog did not answer', error)
    }
  }

  async function look(): Promise<void> {
    const from = baseUrl()
    const isFresh = answered?.from === from && now() - answered.at < FRESH_MS
    if (isFresh || !wanted() || ended.signal.aborted) return
    asking ??= ask(from).finally(() => (asking = null))
    await asking
  }

  const timer = setInterval(() => void look(), LOOK_EVERY_MS)
  timer.unref()
  return {
    look,
    dispose() {
      clearInterval(timer)
      ended.abort()
    },
  }
}

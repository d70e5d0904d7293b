/**
 * The one way in. A shell checks who is asking (frame, or token + Origin + Host) and hands the rest here:
 * name and input are checked, the handler runs, and whatever happens comes back as data.
 */
import { calls, isCall, type Call, type Reply } from '#contract/contract'
import { FailureError, type Failure } from '#contract/failure'
import { MAX_CALL_CHARS } from '#contract/limits'
import type { CallOptions, Handlers } from './handlers.ts'
import type { Log } from './log.ts'

export interface Door {
  call(name: unknown, input: unknown, options: CallOptions): Promise<Reply<unknown>>
}

type AnyHandler = (input: unknown, options: CallOptions) => Promise<unknown>

export function createDoor({ handlers, log }: { handlers: Handlers; log: Log }): Door {
  async function dispatch(name: Call, raw: unknown, options: CallOptions): Promise<unknown> {
    if (charsOf(raw) > MAX_CALL_CHARS)
      throw new FailureError({ code: 'too-large', limitBytes: MAX_CALL_CHARS })
    const input = calls[name].input.safeParse(raw)
    if (!input.success) throw new FailureError({ code: 'bad-request', issues: issuesOf(input.error) })
    options.signal.throwIfAborted()
    // The table's type ties each name to its handler; after the parse above the pairing holds.
    const handler = handlers[name] as AnyHandler
    return calls[name].output.parse(await handler(input.data, options))
  }

  return {
    async call(name, raw, options) {
      try {
        if (!isCall(name)) return failed({ code: 'unknown-call', name: String(name).slice(0, 100) })
        return { ok: true, value: await dispatch(name, raw, options) }
      } catch (error) {
        if (error instanceof FailureError) return failed(error.failure)
        if (options.signal.aborted) return failed({ code: 'cancelled' })
        return failed({ code: 'internal', logRef: log.error(`call ${String(name)} failed`, error) })
      }
    },
  }
}

const failed = (failure: Failure): Reply<never> => ({ ok: false, failure })

const charsOf = (raw: unknown): number => JSON.stringify(raw)?.length ?? 0

const issuesOf = (error: { issues: readonly { path: PropertyKey[]; message: string }[] }): string[] =>
  error.issues.slice(0, 20).map((issue) => `${issue.path.map(String).join('.') || 'input'}: ${issue.message}`)

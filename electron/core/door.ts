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
    const input = checked(name, raw)
    if (!input.success) throw new FailureError({ code: 'bad-request', issues: issuesOf(input.error) })
    options.signal.throwIfAborted()
    // The table's type ties each name to its handler; after the parse above the pairing holds.
    const handler = handlers[name] as AnyHandler
    return calls[name].output.parse(await handler(input.data, options))
  }

  return {
    async call(name, raw, options) {
      try {
        if (!isCall(name)) return failed({ code: 'unknown-call', name: wordFor(name) })
        return { ok: true, value: await dispatch(name, raw, options) }
      } catch (error) {
        if (error instanceof FailureError) return failed(error.failure)
        if (options.signal.aborted) return failed({ code: 'cancelled' })
        return failed({ code: 'internal', logRef: log.error(`call ${wordFor(name)} failed`, error) })
      }
    },
  }
}

/** What asks a value of another kind for its length may be answered with something that breaks the question. */
function checked(name: Call, raw: unknown) {
  try {
    return calls[name].input.safeParse(raw)
  } catch (error) {
    throw new FailureError({ code: 'bad-request', issues: ['input: not readable'] }, { cause: error })
  }
}

const failed = (failure: Failure): Reply<never> => ({ ok: false, failure })

/** Whatever came in the name's place, said without asking it: an object may not let itself be made a text. */
const wordFor = (name: unknown): string => (typeof name === 'string' ? name.slice(0, 100) : typeof name)

/** Electron carries more than JSON: cycles, big integers, depths that no stack holds. None of them is a call. */
function charsOf(raw: unknown): number {
  try {
    return JSON.stringify(raw)?.length ?? 0
  } catch (error) {
    throw new FailureError({ code: 'bad-request', issues: ['input: not JSON'] }, { cause: error })
  }
}

const issuesOf = (error: { issues: readonly { path: PropertyKey[]; message: string }[] }): string[] =>
  error.issues.slice(0, 20).map((issue) => `${issue.path.map(String).join('.') || 'input'}: ${issue.message}`)

/** Links from outside: read, put in a short line, and shown one at a time. What they ask for is the user's to start. */
import type { Emit } from '#contract/contract'
import type { IncomingAsk, IncomingLink, incomingCalls, IncomingState } from '#contract/incoming'
import { isDeepLink, modelText, parseDeepLink } from '#domain/deep-link'
import { parseModelRef } from '../catalog/sources/model-ref.ts'
import type { HandlersFor } from '../handlers.ts'

export interface Incoming {
  readonly handlers: HandlersFor<typeof incomingCalls>
  /** False: no link that this app knows. */
  receive(text: string): boolean
}

/** A page that sends links by the hundred fills no more than this. */
const MAX_WAITING = 5
const SHOWN_CHARS = 300
/** What a reader would not see, or would see in another order than it stands. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

export function createIncoming({ emit }: { readonly emit: Emit }): Incoming {
  let state: IncomingState = { revision: 1, links: [] }
  let lastId = 0

  const change = (links: readonly IncomingLink[]): IncomingState => {
    state = { revision: state.revision + 1, links: [...links] }
    emit('incoming.changed', state)
    return state
  }

  function receive(text: string): boolean {
    const ask = askOf(text)
    if (ask === null) return false
    const shown = text.trim().slice(0, SHOWN_CHARS).replace(HIDDEN, '�')
    const isWaiting = state.links.some((link) => link.text === shown)
    if (!isWaiting && state.links.length < MAX_WAITING)
      change([...state.links, { id: ++lastId, text: shown, ask }])
    return true
  }

  return {
    receive,
    handlers: {
      'incoming.get': async () => state,
      'incoming.receive': async ({ text }) => receive(text),
      'incoming.answered': async ({ id }) => change(state.links.filter((link) => link.id !== id)),
    },
  }
}

function askOf(text: string): IncomingAsk | null {
  if (!isDeepLink(text)) {
    const ref = parseModelRef(text)
    return ref && { kind: 'model', text: text.trim(), file: ref.path, worker: null }
  }
  const parsed = parseDeepLink(text)
  if (!parsed.ok) return { kind: 'unreadable', problem: parsed.problem }
  const { link } = parsed
  return link.kind === 'model'
    ? { kind: 'model', text: modelText(link), file: link.file, worker: link.worker }
    : link
}

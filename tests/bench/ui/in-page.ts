/** What runs inside the measured pages; each function stands alone, because it is sent there as text. */

/** How long each frame took while the scroller moved by so many pixels a frame. */
export async function scrollFrames({
  selector,
  frames,
  step,
}: {
  readonly selector: string
  readonly frames: number
  readonly step: number
}): Promise<number[]> {
  const scroller = document.querySelector(selector)
  if (!scroller) throw new Error(`nothing is ${selector}`)
  const times: number[] = []
  let last = await new Promise<number>((done) => requestAnimationFrame(done))
  for (let frame = 0; frame < frames; frame++) {
    scroller.scrollTop += step
    const now = await new Promise<number>((done) => requestAnimationFrame(done))
    times.push(now - last)
    last = now
  }
  return times
}

/** Jumps to a share of the way and waits until the rows that lie there are drawn. */
export async function jumpTo({
  selector,
  share,
}: {
  readonly selector: string
  readonly share: number
}): Promise<{ readonly ms: number; readonly height: number }> {
  const scroller = document.querySelector(selector)
  if (!scroller) throw new Error(`nothing is ${selector}`)
  const start = performance.now()
  scroller.scrollTop = (scroller.scrollHeight - scroller.clientHeight) * share
  do await new Promise((done) => requestAnimationFrame(done))
  while (scroller.querySelector('[data-missing]') && performance.now() - start < 30_000)
  return { ms: performance.now() - start, height: scroller.scrollHeight }
}

/**
 * From an input event, in the browser's own time, to the frame after the page has changed: for the app, after the answer
 * of the catalog came. The answers are seen on the socket.
 */
export interface Paint {
  /** Null where nothing was asked, and so for the empty page. */
  readonly answeredMs: number | null
  /** Not a number where nothing changed. */
  readonly paintedMs: number
}

export function watchPaints(): void {
  const state: { kind: string; started: number; done: ((paint: Paint) => void) | null; ids: Set<number> } = {
    kind: '',
    started: 0,
    done: null,
    ids: new Set(),
  }
  const painted = (answeredMs: number | null) => {
    const { done, started } = state
    state.done = null
    requestAnimationFrame(() => {
      const after = new MessageChannel()
      after.port1.addEventListener('message', () =>
        done?.({ answeredMs, paintedMs: performance.now() - started }),
      )
      after.port1.start()
      after.port2.postMessage(null)
    })
  }
  const onceChanged = (answeredMs: number | null) => {
    if (!state.done) return
    const seen = new MutationObserver(() => {
      seen.disconnect()
      painted(answeredMs)
    })
    seen.observe(document.querySelector('main') ?? document.body, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
    })
  }
  addEventListener(
    'keydown',
    (event) => {
      state.started = event.timeStamp
    },
    true,
  )
  addEventListener(
    'pointerup',
    (event) => {
      state.started = event.timeStamp
    },
    true,
  )
  const Native = WebSocket
  class Watched extends Native {
    constructor(url: string | URL) {
      super(url)
      this.addEventListener('message', ({ data }) => {
        const text = String(data)
        const id = /^\{"kind":"reply","id":(\d+),/.exec(text)?.[1]
        if (id === undefined || !state.ids.delete(Number(id)) || text.includes('"ok":false')) return
        onceChanged(performance.now() - state.started)
      })
    }
    override send(data: string): void {
      const asked = JSON.parse(data) as {
        kind: string
        id: number
        name?: string
        input?: { cursor?: unknown; facets?: unknown }
      }
      if (asked.name === 'catalog.query' && asked.input?.facets !== false) state.ids.add(asked.id)
      super.send(data)
    }
  }
  Object.assign(globalThis, {
    WebSocket: Watched,
    /** Arms the watch for the next input. */
    nextPaint: (kind: 'asks' | 'changes') =>
      new Promise<Paint>((done) => {
        state.done = done
        setTimeout(() => state.done === done && done({ answeredMs: null, paintedMs: Number.NaN }), 5000)
        state.ids.clear()
        if (kind === 'changes') onceChanged(null)
      }),
  })
}

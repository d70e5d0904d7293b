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
}): Promise<number> {
  const scroller = document.querySelector(selector)
  if (!scroller) throw new Error(`nothing is ${selector}`)
  const start = performance.now()
  scroller.scrollTop = (scroller.scrollHeight - scroller.clientHeight) * share
  do await new Promise((done) => requestAnimationFrame(done))
  while (scroller.querySelector('[data-missing]') && performance.now() - start < 30_000)
  return performance.now() - start
}

/** From an input event, in the browser's own time. */
export interface Paint {
  /** When the catalog was asked, and when its answer came, as the socket saw them; null where nothing was asked. */
  readonly askedMs: number | null
  readonly answeredMs: number | null
  /** The frame with the answer to this input has been painted: nothing on the page is busy with it any more. */
  readonly paintedMs: number
}

/** Puts `nextPaint` and `shiftSoFar` into the page. */
export function watchPaints(): void {
  let started = Number.NaN
  let onStart: (() => void) | null = null
  let asked: { readonly id: number; readonly ms: number } | null = null
  let answeredMs: number | null = null
  let shift = 0
  const { port1, port2 } = new MessageChannel()
  port1.start()

  const onInput = ({ timeStamp }: Event): void => {
    started = timeStamp
    asked = null
    answeredMs = null
    onStart?.()
  }
  for (const kind of ['keydown', 'pointerup']) addEventListener(kind, onInput, true)
  const since = (): number => performance.now() - started

  const Native = WebSocket
  class Watched extends Native {
    constructor(url: string | URL) {
      super(url)
      this.addEventListener('message', ({ data }) => {
        const id = /^\{"kind":"reply","id":(\d+),/.exec(String(data).slice(0, 60))?.[1]
        if (asked !== null && Number(id) === asked.id) answeredMs = since()
      })
    }
    override send(data: string): void {
      const call = JSON.parse(data) as { id: number; name?: string; input?: { facets?: unknown } }
      if (call.name === 'catalog.query' && call.input?.facets !== false) asked = { id: call.id, ms: since() }
      super.send(data)
    }
  }
  const afterFrame = async (): Promise<void> => {
    await new Promise((done) => requestAnimationFrame(done))
    await new Promise((done) => {
      port1.addEventListener('message', done, { once: true })
      port2.postMessage(null)
    })
  }
  const nextPaint = async (): Promise<Paint> => {
    await new Promise<void>((done) => {
      onStart = done
    })
    // What an input changes, it changes before the next frame; from then on the page says whether it waits.
    do await afterFrame()
    while (document.querySelector('[aria-busy="true"]') && since() < 10_000)
    return { askedMs: asked?.ms ?? null, answeredMs, paintedMs: since() }
  }
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { readonly value: number })[])
      shift += entry.value
  }).observe({ type: 'layout-shift', buffered: true })
  Object.assign(globalThis, { WebSocket: Watched, nextPaint, shiftSoFar: () => shift })
}

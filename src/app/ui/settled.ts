/** What flies past in a scroll is drawn without its moving parts; they come when the scroll rests. */
import { createContext, startTransition, use, useEffect, useState } from 'react'

const restMs = 80

/** Runs it when the scroll rests; answers with what takes that back. */
export type WhenStill = (run: () => void) => () => void

const atOnce: WhenStill = (run) => {
  run()
  return () => {}
}
export const StillContext = createContext<WhenStill>(atOnce)

export function useWhenStill(scroller: HTMLElement | null): WhenStill {
  const [rest] = useState(createRest)
  useEffect(() => {
    scroller?.addEventListener('scroll', rest.move, { passive: true })
    return () => {
      scroller?.removeEventListener('scroll', rest.move)
      rest.stop()
    }
  }, [scroller, rest])
  return rest.whenStill
}

function createRest() {
  const waiting = new Set<() => void>()
  let timer: ReturnType<typeof setTimeout> | undefined
  const rested = (): void => {
    timer = undefined
    for (const run of waiting) run()
    waiting.clear()
  }
  const stop = (): void => {
    clearTimeout(timer)
    rested()
  }
  return {
    stop,
    move(): void {
      clearTimeout(timer)
      timer = setTimeout(rested, restMs)
    },
    whenStill(run: () => void): () => void {
      if (timer === undefined) return atOnce(run)
      waiting.add(run)
      return () => void waiting.delete(run)
    },
  }
}

/** False while something is first drawn, and for as long as the scroll goes on. */
export function useSettled(): boolean {
  const whenStill = use(StillContext)
  const [settled, setSettled] = useState(false)
  useEffect(
    () => (settled ? undefined : whenStill(() => startTransition(() => setSettled(true)))),
    [settled, whenStill],
  )
  return settled
}

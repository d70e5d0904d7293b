import { Unplug } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { LinkState } from '../api/socket-link.ts'
import { useTexts } from '../locale.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'

interface Props {
  readonly onState: (listener: (state: LinkState) => void) => () => void
}

/** A break shorter than this heals unseen. */
const patienceMs = 800

export function LinkNotice({ onState }: Props) {
  const { shell } = useTexts()
  const state = useSlow(onState)
  if (state === 'connected') return null
  if (state === 'lost')
    return (
      <div
        role="status"
        className="floats fixed start-1/2 top-3 z-50 flex -translate-x-1/2 items-center gap-2 px-3 py-2 rtl:translate-x-1/2"
      >
        <Unplug aria-hidden className="size-4 text-should" />
        {shell.lost}
      </div>
    )
  return (
    <div
      role="alertdialog"
      aria-label={shell.refusedTitle}
      className="fixed inset-0 z-50 grid place-items-center bg-canvas"
    >
      <EmptyState title={shell.refusedTitle}>{shell.refusedDetail}</EmptyState>
    </div>
  )
}

function useSlow(onState: Props['onState']): LinkState {
  const [state, setState] = useState<LinkState>('connected')
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const stop = onState((next) => {
      clearTimeout(timer)
      timer = setTimeout(() => setState(next), next === 'lost' ? patienceMs : 0)
    })
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [onState])
  return state
}

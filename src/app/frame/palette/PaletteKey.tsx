import { lazy, Suspense, useEffect } from 'react'
import { usePaletteOpen } from './palette-open.ts'

const Palette = lazy(async () => ({ default: (await import('./Palette.tsx')).Palette }))

/** Ctrl or Cmd with K opens the palette anywhere; it is fetched when first asked for. */
export function PaletteKey() {
  const { open, set } = usePaletteOpen()
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      set(true)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [set])
  if (!open) return null
  return (
    <Suspense fallback={null}>
      <Palette onClose={() => set(false)} />
    </Suspense>
  )
}

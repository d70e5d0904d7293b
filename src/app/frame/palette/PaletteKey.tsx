import { lazy, Suspense, useEffect } from 'react'
import { usePaletteOpen } from './palette-open.ts'

const fetchPalette = async () => ({ default: (await import('./Palette.tsx')).Palette })
const Palette = lazy(fetchPalette)
const startIsOverMs = 2_000

/** Ctrl or Cmd with K opens the palette anywhere. It is fetched after the start, or what is typed next would miss it. */
export function PaletteKey() {
  const { open, set } = usePaletteOpen()
  useEffect(() => {
    const timer = setTimeout(() => void fetchPalette(), startIsOverMs)
    return () => clearTimeout(timer)
  }, [])
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

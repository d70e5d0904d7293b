import { screen, type BrowserWindow } from 'electron'
import { z } from 'zod'
import { readJson, writeJson } from '#core/json-file'
import { placeOn, type Place } from './window-place.ts'

const WindowState = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().min(900),
  height: z.int().min(600),
  maximized: z.boolean(),
})
type WindowState = z.infer<typeof WindowState>

/** Where the window was, as far as that is still on a screen. */
export function readWindowState(file: string): (Place & Pick<WindowState, 'maximized'>) | null {
  const found = readJson(file, WindowState)
  if (found.kind !== 'ok') return null
  const place = placeOn(
    found.value,
    screen.getAllDisplays().map(({ workArea }) => workArea),
  )
  return place && { ...place, maximized: found.value.maximized }
}

export function keepWindowState(window: BrowserWindow, file: string): void {
  const save = (): void => {
    if (window.isDestroyed() || window.isMinimized()) return
    writeJson(file, { ...window.getNormalBounds(), maximized: window.isMaximized() } satisfies WindowState)
  }
  window.on('close', save)
  window.on('resized', save)
  window.on('moved', save)
}

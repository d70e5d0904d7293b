import { screen, type BrowserWindow, type Rectangle } from 'electron'
import { z } from 'zod'
import { readJson, writeJson } from '#core/json-file'

const WindowState = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().min(900),
  height: z.int().min(600),
  maximized: z.boolean(),
})
type WindowState = z.infer<typeof WindowState>

/** Where the window was, if that place is still on a screen. */
export function readWindowState(file: string): WindowState | null {
  const found = readJson(file, WindowState)
  return found.kind === 'ok' && isVisible(found.value) ? found.value : null
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

/** At least a graspable piece of the title bar must lie on some display. */
function isVisible({ x, y, width }: Rectangle): boolean {
  return screen.getAllDisplays().some(({ workArea }) => {
    const overlap = Math.min(x + width, workArea.x + workArea.width) - Math.max(x, workArea.x)
    return overlap >= 100 && y >= workArea.y && y <= workArea.y + workArea.height - 50
  })
}

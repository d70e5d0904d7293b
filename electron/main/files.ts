/** The system's own windows for files. */
import { BrowserWindow, dialog, shell, type OpenDialogOptions } from 'electron'
import type { PathKind } from '#contract/app'

const DIALOGS: Readonly<Record<PathKind, OpenDialogOptions>> = {
  folder: { properties: ['openDirectory', 'createDirectory'] },
  weights: {
    properties: ['openFile'],
    filters: [{ name: 'safetensors, GGUF', extensions: ['safetensors', 'gguf'] }],
  },
}

/** Null where nothing was chosen. */
export async function choosePath(kind: PathKind): Promise<string | null> {
  const parent = BrowserWindow.getFocusedWindow()
  const { canceled, filePaths } = await (parent
    ? dialog.showOpenDialog(parent, DIALOGS[kind])
    : dialog.showOpenDialog(DIALOGS[kind]))
  return canceled ? null : (filePaths[0] ?? null)
}

export async function reveal(path: string): Promise<boolean> {
  shell.showItemInFolder(path)
  return true
}

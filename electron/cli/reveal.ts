import { stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { CliContext } from './context.ts'
import { hasDisplay, startDetached } from './start-detached.ts'

/** Shows a file in this machine's file manager; false where there is none. */
export async function reveal(path: string, context: Pick<CliContext, 'platform' | 'env'>): Promise<boolean> {
  if (!hasDisplay(context)) return false
  switch (context.platform) {
    case 'linux':
      return startDetached('xdg-open', [(await stat(path)).isDirectory() ? path : dirname(path)])
    case 'darwin':
      return startDetached('open', ['-R', path])
    case 'win32':
      return startDetached('explorer.exe', [`/select,${path}`])
  }
}

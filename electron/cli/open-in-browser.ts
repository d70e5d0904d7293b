import type { CliContext } from './context.ts'
import { hasDisplay, startDetached } from './start-detached.ts'

/** Best effort: the address has been printed already, so a machine without a browser loses nothing. */
export function openInBrowser(address: string, context: Pick<CliContext, 'platform' | 'env'>): void {
  if (!hasDisplay(context)) return
  const [command, ...args] = {
    linux: ['xdg-open', address],
    darwin: ['open', address],
    win32: ['rundll32', 'url.dll,FileProtocolHandler', address],
  }[context.platform] as [string, ...string[]]
  void startDetached(command, args)
}

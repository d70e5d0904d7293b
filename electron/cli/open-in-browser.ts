import { spawn } from 'node:child_process'
import type { CliContext } from './context.ts'

export const hasDisplay = ({ platform, env }: Pick<CliContext, 'platform' | 'env'>): boolean =>
  platform !== 'linux' || Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY'])

/** Best effort: the address has been printed already, so a machine without a browser loses nothing. */
export function openInBrowser(address: string, context: Pick<CliContext, 'platform' | 'env'>): void {
  if (!hasDisplay(context)) return
  const [command, ...args] = {
    linux: ['xdg-open', address],
    darwin: ['open', address],
    win32: ['rundll32', 'url.dll,FileProtocolHandler', address],
  }[context.platform] as [string, ...string[]]
  spawn(command, args, { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref()
}

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { CliContext } from './context.ts'

export const hasDisplay = ({ platform, env }: Pick<CliContext, 'platform' | 'env'>): boolean =>
  platform !== 'linux' || Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY'])

/** Starts a program of the desktop and leaves it alone. False where there is none. */
export async function startDetached(command: string, args: readonly string[]): Promise<boolean> {
  const child = spawn(command, args, { stdio: 'ignore', detached: true })
  child.unref()
  try {
    await once(child, 'spawn')
    return true
  } catch {
    return false
  }
}

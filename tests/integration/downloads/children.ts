/** Starts `child.ts`, alone or in a mount namespace of its own. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

const CHILD = join(import.meta.dirname, 'child.ts')

export interface Child {
  readonly process: ChildProcess
  readonly ready: Promise<void>
  /** All lines it said, once it has ended. */
  readonly lines: Promise<readonly string[]>
}

export function startChild(order: unknown, { ownMounts = false } = {}): Child {
  const command = [process.execPath, CHILD, JSON.stringify(order)]
  const [program = '', ...args] = ownMounts
    ? ['unshare', '--user', '--map-root-user', '--mount', ...command]
    : command
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  let text = ''
  const ready = Promise.withResolvers<void>()
  child.stdout.on('data', (chunk) => {
    text += String(chunk)
    if (text.includes('ready')) ready.resolve()
  })
  child.stderr.on('data', (chunk) => void (text += String(chunk)))
  const lines = once(child, 'close').then(() => {
    ready.resolve()
    return text.split('\n').filter((line) => line !== '' && line !== 'ready')
  })
  return { process: child, ready: ready.promise, lines }
}

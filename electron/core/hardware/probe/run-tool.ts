/**
 * Runs one tool without a shell: a deadline, an output limit, no input. A tool that ignores its kill (a driver
 * in uninterruptible sleep) is left behind, not waited for, and not started a second time while it is there.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setImmediate } from 'node:timers/promises'
import type { Platform } from '#domain/hardware'
import type { Outcome } from '../capture.ts'
import { findTool, toolFolders } from './find-tool.ts'
import { whyNotStarted } from './started-by-system.ts'

export interface ToolRun {
  readonly text: string
  readonly outcome: Outcome
}

export interface RunOptions {
  readonly timeoutMs: number
  readonly signal: AbortSignal
}

export type RunTool = (tool: string, args: readonly string[], options: RunOptions) => Promise<ToolRun>

/** Several times the longest honest answer; anything longer is dropped whole. */
export const LIMIT_BYTES = 1024 * 1024

export interface RunToolDeps {
  readonly platform: Platform
  readonly env: Readonly<Record<string, string | undefined>>
  /** Where tools are looked for; the usual folders unless a test says otherwise. */
  readonly folders?: readonly string[]
}

export function createRunTool({ platform, env, folders = toolFolders(platform, env) }: RunToolDeps): {
  run: RunTool
  dispose: () => void
} {
  const alive = new Map<string, ChildProcess>()
  const run: RunTool = async (tool, args, options) => {
    const found = await findTool(tool, { platform, folders })
    if (found.kind !== 'found') return { text: '', outcome: found }
    const why = platform === 'linux' ? await whyNotStarted(found.path) : null
    if (why !== null) return { text: '', outcome: { kind: 'not-runnable', why: `${found.path} ${why}` } }
    // One spawn per turn: each stops the thread for a moment, and several in a row would be felt.
    await setImmediate()
    const key = `${found.path} ${args.join(' ')}`
    if (options.signal.aborted || !(await isGone(alive.get(key), options)))
      return { text: '', outcome: { kind: 'timeout', afterMs: 0 } }
    return collect(found.path, args, { ...options, env, remember: keep(key) }).catch((error: unknown) => ({
      text: '',
      outcome: { kind: 'not-runnable', why: `${found.path}: ${String(error)}` },
    }))
  }
  const keep = (key: string) => (child: ChildProcess) => {
    alive.set(key, child)
    child.once('exit', () => alive.delete(key))
    child.once('error', () => alive.delete(key))
  }
  return {
    run,
    dispose: () => {
      for (const child of alive.values()) killTree(child)
    },
  }
}

/** One that was just killed takes a moment to go; one that a driver holds does not go at all. */
async function isGone(child: ChildProcess | undefined, { signal, timeoutMs }: RunOptions): Promise<boolean> {
  if (child === undefined) return true
  const patience = AbortSignal.any([signal, AbortSignal.timeout(Math.min(timeoutMs, 1_000))])
  return once(child, 'exit', { signal: patience }).then(
    () => true,
    () => false,
  )
}

interface CollectOptions extends RunOptions {
  readonly env: RunToolDeps['env']
  readonly remember: (child: ChildProcess) => void
}

function collect(path: string, args: readonly string[], options: CollectOptions): Promise<ToolRun> {
  return new Promise((resolve) => {
    const child = spawn(path, args, {
      stdio: ['ignore', 'pipe', 'ignore'],
      windowsHide: true,
      // Its own group, so that a wrapper script takes its children with it.
      detached: process.platform !== 'win32',
      env: { ...options.env, LC_ALL: 'C' },
    })
    options.remember(child)
    const chunks: Buffer[] = []
    let bytes = 0
    const end = (outcome: Outcome, text = ''): void => {
      clearTimeout(timer)
      options.signal.removeEventListener('abort', abort)
      child.stdout.destroy()
      resolve({ text, outcome })
    }
    const stop = (outcome: Outcome): void => {
      killTree(child)
      end(outcome)
    }
    const abort = (): void => stop({ kind: 'timeout', afterMs: 0 })
    const timer = setTimeout(() => stop({ kind: 'timeout', afterMs: options.timeoutMs }), options.timeoutMs)
    options.signal.addEventListener('abort', abort, { once: true })
    child.stdout.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes > LIMIT_BYTES) stop({ kind: 'too-large', limitBytes: LIMIT_BYTES })
      else chunks.push(chunk)
    })
    child.once('error', (error) => end({ kind: 'not-runnable', why: `${path}: ${error.message}` }))
    child.once('close', (exitCode) => end({ kind: 'ran', exitCode }, Buffer.concat(chunks).toString('utf8')))
  })
}

function killTree(child: ChildProcess): void {
  try {
    if (process.platform !== 'win32' && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
    else child.kill('SIGKILL')
  } catch {
    child.kill('SIGKILL')
  }
  child.unref()
}

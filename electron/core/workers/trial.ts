/** Runs a worker's `--version` or `--help`, for what its file does not tell: briefly, alone, and without secrets. */
import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { tmpdir } from 'node:os'
import type { Readable } from 'node:stream'
import type { Trial } from '#domain/worker-binary'
import type { Place } from '../folders.ts'
import { codeOf } from './disk.ts'

export type TrialOutcome =
  | {
      readonly kind: 'exited'
      readonly code: number | null
      readonly signal: string | null
      readonly output: string
    }
  | { readonly kind: 'timed-out' }
  | { readonly kind: 'not-started'; readonly code: string }

export type RunTrial = (
  path: string,
  argument: '--version' | '--help',
  signal: AbortSignal,
) => Promise<TrialOutcome>

const MAX_OUTPUT_CHARS = 64 * 1024

/** What was written last may still be in the pipe; a child that holds it open is not waited for. */
const LAST_WORDS_MS = 100

export function createTrials({ env, platform }: Place, timeoutMs = 1500): RunTrial {
  return (path, argument, signal) =>
    new Promise((resolve) => {
      const child = start(path, argument, { env, platform })
      if ('code' in child) return resolve({ kind: 'not-started', code: child.code })
      let output = ''
      const finish = (outcome: TrialOutcome): void => {
        clearTimeout(timer)
        signal.removeEventListener('abort', stop)
        kill(child.pid, platform)
        child.stdout.destroy()
        child.stderr.destroy()
        resolve(outcome)
      }
      const stop = (): void => finish({ kind: 'timed-out' })
      let timer = setTimeout(stop, timeoutMs)
      signal.addEventListener('abort', stop, { once: true })
      for (const stream of [child.stdout, child.stderr])
        stream.setEncoding('latin1').on('data', (text: string) => {
          output += text
          if (output.length > MAX_OUTPUT_CHARS) finish({ kind: 'exited', code: null, signal: null, output })
        })
      child.on('error', (error) => finish({ kind: 'not-started', code: codeOf(error) }))
      child.on('exit', (code, killedBy) => {
        const end = (): void => finish({ kind: 'exited', code, signal: killedBy, output })
        child.on('close', end)
        clearTimeout(timer)
        timer = setTimeout(end, LAST_WORDS_MS)
      })
    })
}

/** Some failures to start come as events, others are thrown. */
function start(
  path: string,
  argument: string,
  { env, platform }: Pick<Place, 'env' | 'platform'>,
): ChildProcessByStdio<null, Readable, Readable> | { readonly code: string } {
  try {
    return spawn(path, [argument], {
      shell: false,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: trialEnvironment(env),
      cwd: platform === 'win32' ? tmpdir() : '/', // nothing is to be left anywhere
      windowsHide: true,
      detached: platform !== 'win32', // its own group, so that its children end with it
    })
  } catch (error) {
    return { code: codeOf(error) }
  }
}

/** The loader's paths and the system's own; no tokens, and proxies to nowhere for whoever asks the network. */
function trialEnvironment(env: Place['env']): Record<string, string> {
  const nowhere = 'http://127.0.0.1:9'
  const kept = [
    'PATH',
    'Path',
    'LD_LIBRARY_PATH',
    'DYLD_LIBRARY_PATH',
    'SYSTEMROOT',
    'SystemRoot',
    'TEMP',
    'TMP',
  ]
  const passed = kept.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]]))
  return {
    ...Object.fromEntries(passed),
    LC_ALL: 'C',
    NO_COLOR: '1',
    HF_HUB_OFFLINE: '1',
    ...Object.fromEntries(
      ['http_proxy', 'https_proxy', 'HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY'].map((name) => [name, nowhere]),
    ),
  }
}

function kill(pid: number | undefined, platform: Place['platform']): void {
  if (pid === undefined) return
  try {
    process.kill(platform === 'win32' ? pid : -pid, 'SIGKILL')
  } catch {
    // It has ended already.
  }
}

const WINDOWS_NO_DLL = new Set([0xc0000135, 0xc0000139])
const WINDOWS_ILLEGAL_INSTRUCTION = 0xc000001d

/** Only what has a cure counts against a worker: one that merely refuses to be asked may still work. */
export function readTrial(outcome: TrialOutcome): Trial {
  // The file itself was there, so it is its loader or interpreter that is not.
  if (outcome.kind === 'not-started' && outcome.code === 'ENOENT')
    return { kind: 'libraries-missing', library: null }
  if (outcome.kind !== 'exited') return { kind: 'no-answer' }
  const { code, signal, output } = outcome
  const library =
    /error while loading shared libraries: ([^\s:]+)/.exec(output)?.[1] ??
    /Library not loaded: (\S+)/.exec(output)?.[1] ??
    null
  if (library !== null || code === 127 || (code !== null && WINDOWS_NO_DLL.has(code)))
    return { kind: 'libraries-missing', library }
  if (signal === 'SIGILL' || code === 132 || code === WINDOWS_ILLEGAL_INSTRUCTION)
    return { kind: 'cpu-unsupported' }
  return { kind: code === null ? 'no-answer' : 'ran' }
}

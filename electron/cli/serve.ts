/** Shell 2's command: the same app in a browser, on loopback. */
import type { Command } from 'commander'
import { InvalidArgumentError } from 'commander'
import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { Core } from '#core/core'
import { lockInstance } from '#core/instance-lock'
import { ensureWritable } from '#core/folders'
import { createFileLog } from '#core/log'
import { startServer } from '../serve/server.ts'
import { ensureBuilt } from './built.ts'
import { EXIT, type CliContext } from './context.ts'
import { openInBrowser } from './open-in-browser.ts'
import { reveal } from './reveal.ts'

/** Without a page to ask for it, the core starts by itself: catalog and downloads go on. */
const CORE_AFTER_MS = 300

/** Whatever does not come down by then is left to the system; all that matters is on disk already. */
const END_WITHIN_MS = 10_000

const LOOPBACK = /^(127\.|localhost$|::1$)/

interface ServeFlags {
  readonly host: string
  readonly port: number
  readonly open: boolean
  readonly json?: true
}

const asPort = (text: string): number => {
  const port = Number(text)
  if (!/^\d+$/.test(text) || port > 65_535)
    throw new InvalidArgumentError('A port is a number from 0 to 65535.')
  return port
}

export function addServeCommand(program: Command, context: CliContext): void {
  program
    .command('serve')
    .description('serve the app to a browser on this machine, at an address that works once')
    .option('--port <number>', 'port to listen on (0: any free one)', asPort, 0)
    .option(
      '--host <address>',
      'listen elsewhere than on loopback; whoever has the printed address can use the app',
      '127.0.0.1',
    )
    .option('--no-open', 'only print the address')
    .option('--json', 'print the address as JSON')
    .action((flags: ServeFlags) => serve(flags, context))
}

export async function serve(flags: ServeFlags, context: CliContext): Promise<void> {
  const { appRoot, folders } = context
  ensureWritable(folders.data)
  await ensureBuilt(context)
  const lock = lockInstance(folders.data)
  let starting: Promise<Core> | null = null
  const core = (): Promise<Core> => (starting ??= openCore(context, flags.host))
  const ending = new AbortController()
  try {
    const rendererDir = join(appRoot, 'out/renderer')
    const server = await startServer({ core, rendererDir, host: flags.host, port: flags.port })
    const stopped = untilStopped(() => context.print(server.address())) // whoever reads the address may stop us at once
    announce(server.address(), flags, context)
    await Promise.race([stopped, failureOf(delay(CORE_AFTER_MS, null, { signal: ending.signal }).then(core))])
    endWithin(END_WITHIN_MS)
    await server.dispose()
  } finally {
    endWithin(END_WITHIN_MS)
    ending.abort()
    await (starting as Promise<Core> | null)?.then((open) => open.dispose())
    lock.release()
  }
}

/** By then the page knows that it was heard. */
const ANSWERED_MS = 200

const endWithin = (ms: number): unknown => setTimeout(() => process.exit(EXIT.internal), ms).unref()

/** Its modules are many: the page's first files go out before they are read, and from the second start on they lie compiled. */
async function openCore(context: CliContext, host: string): Promise<Core> {
  const { appRoot, folders, place, platform, version } = context
  keepCompiled(join(folders.data, 'cache/code'))
  const { createCore } = await import('#core/core')
  return createCore({
    shell: {
      info: { version, shell: 'serve', platform, dataDir: folders.data },
      quit: () => void setTimeout(() => process.kill(process.pid, 'SIGTERM'), ANSWERED_MS),
      openExternal: async () => false, // the page itself runs in the user's browser
      // Whoever looks at the page from elsewhere sees nothing of this machine's desktop.
      ...(LOOPBACK.test(host) && { reveal: (path: string) => reveal(path, context) }),
    },
    folders,
    place,
    appRoot,
    log: createFileLog({ dir: join(folders.data, 'logs') }),
  })
}

function keepCompiled(dir: string): void {
  enableCompileCache(dir)
  // Threads do not inherit it otherwise.
  process.env['NODE_COMPILE_CACHE'] ??= dir
}

/** Settles only if that fails. */
const failureOf = (work: Promise<unknown>): Promise<never> =>
  new Promise((_, reject) => {
    work.catch((error: unknown) => error instanceof Error && error.name !== 'AbortError' && reject(error))
  })

function announce(address: string, flags: ServeFlags, context: CliContext): void {
  context.print(flags.json ? JSON.stringify({ address }) : address)
  if (flags.open) openInBrowser(address, context)
}

/** Ctrl-C, or a polite kill, ends it; Enter asks for a fresh address, since each works once. */
function untilStopped(onEnter: () => void): Promise<void> {
  return new Promise((resolve) => {
    const stop = (): void => {
      process.stdin.pause()
      resolve()
    }
    process.once('SIGINT', stop)
    process.once('SIGTERM', stop)
    process.once('SIGHUP', stop)
    if (process.stdin.isTTY) process.stdin.on('data', onEnter)
  })
}

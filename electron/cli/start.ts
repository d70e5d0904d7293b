/** `npm start`: Electron where its runtime is there (or can be fetched) and there is a display; else say why, and serve. */
import type { Command } from 'commander'
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBuilt } from './built.ts'
import type { CliContext } from './context.ts'
import { hasDisplay } from './start-detached.ts'
import { serve } from './serve.ts'

/** Where Electron's releases lie; asked only whether it answers, and only briefly. */
const RELEASES = 'https://github.com/electron/electron/releases'
const REACHABLE_WITHIN_MS = 1_500

export function addStartCommand(program: Command, context: CliContext): void {
  program
    .command('start', { isDefault: true })
    .description('open the app; where there is no display or no Electron, serve it and say why')
    .action(() => start(context))
}

async function start(context: CliContext): Promise<void> {
  const runtime = await findRuntime(context)
  if ('reason' in runtime) {
    context.print(`${runtime.reason} Serving the app to your browser instead:`)
    return serve({ host: '127.0.0.1', port: 0, open: true }, context)
  }
  await ensureBuilt(context)
  const child = spawn(runtime.path, [context.appRoot], { stdio: 'inherit' })
  process.exitCode = await new Promise<number>((done) => child.on('close', (code) => done(code ?? 1)))
}

type Runtime = { readonly path: string } | { readonly reason: string }

async function findRuntime(context: CliContext): Promise<Runtime> {
  if (!hasDisplay(context)) return { reason: 'There is no display here.' }
  const folder = join(context.appRoot, 'node_modules/electron')
  const present = installedRuntime(folder, context.env)
  if (present) return { path: present }
  if (!existsSync(folder)) return { reason: 'Electron is not installed.' }
  if (!(await reachable(RELEASES)))
    return { reason: "Electron's runtime is not installed and cannot be downloaded now." }
  context.print('Downloading the Electron runtime (once) …')
  await new Promise((done) =>
    spawn(process.execPath, [join(folder, 'install.js')], { stdio: 'ignore' }).on('close', done),
  )
  const fetched = installedRuntime(folder, context.env)
  return fetched ? { path: fetched } : { reason: "Electron's runtime could not be downloaded." }
}

function installedRuntime(folder: string, env: CliContext['env']): string | null {
  const pathFile = join(folder, 'path.txt')
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8') : null
  const path = name && join(env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(folder, 'dist'), name)
  return path && existsSync(path) ? path : null
}

async function reachable(url: string): Promise<boolean> {
  try {
    await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(REACHABLE_WITHIN_MS) })
    return true
  } catch {
    return false
  }
}

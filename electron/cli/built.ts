import { spawn } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { CliContext } from './context.ts'

/**
 * Run from source, the page may be missing or older than its code: build it. What is built itself never builds: it would
 * pull the modules from under its own feet.
 */
export async function ensureBuilt({ appRoot, log }: Pick<CliContext, 'appRoot' | 'log'>): Promise<void> {
  const builder = join(appRoot, 'node_modules/electron-vite/bin/electron-vite.js')
  const built = statSync(join(appRoot, 'out/renderer/index.html'), { throwIfNoEntry: false })?.mtimeMs ?? 0
  if (!import.meta.url.endsWith('.ts') || !existsSync(builder) || built >= newest(appRoot)) return
  const output: string[] = []
  const child = spawn(process.execPath, [builder, 'build', '--logLevel', 'error'], {
    cwd: appRoot,
    stdio: 'pipe',
  })
  child.stdout.on('data', (text) => output.push(String(text)))
  child.stderr.on('data', (text) => output.push(String(text)))
  const code = await new Promise((done) => child.on('close', done))
  if (code !== 0) log.error('The page could not be built', output.join(''))
}

function newest(appRoot: string): number {
  const times = ['src', 'electron'].flatMap((area) =>
    readdirSync(join(appRoot, area), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs),
  )
  return Math.max(...times)
}

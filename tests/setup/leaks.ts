/** Whatever a run leaves behind, anywhere below its own temporary folder or among the processes, fails the run. */
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

const PATIENCE_MS = 3_000

/** Gives the run a temporary folder of its own; the answer checks and removes it. */
export function watchForLeaks(): () => Promise<void> {
  const before = process.env['TMPDIR']
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'rbee-tests-')))
  process.env['TMPDIR'] = folder
  return async () => {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
    const left = await settled(() => [
      ...processesUsing(folder),
      ...readdirSync(folder).map((name) => `temp: ${name}`),
    ])
    rmSync(folder, { recursive: true, force: true })
    if (left.length > 0) throw new Error(`the tests left behind:\n  ${left.join('\n  ')}`)
  }
}

async function settled(find: () => string[]): Promise<string[]> {
  const end = Date.now() + PATIENCE_MS
  for (;;) {
    const left = find()
    if (left.length === 0 || Date.now() > end) return left
    await delay(100)
  }
}

/** Children inherit TMPDIR, so their environment tells whose they are, even when their parent is gone. */
function processesUsing(folder: string): string[] {
  if (process.platform !== 'linux') return []
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((pid) => {
      try {
        const mine = readFileSync(`/proc/${pid}/environ`, 'latin1').includes(`TMPDIR=${folder}`)
        const command = readFileSync(`/proc/${pid}/cmdline`, 'latin1').replaceAll('\0', ' ').trim()
        return mine && command && !isRunner(command) ? [`process ${pid}: ${command.slice(0, 120)}`] : []
      } catch {
        return [] // it ended while we looked
      }
    })
}

const isRunner = (command: string): boolean =>
  /vitest|tinypool|playwright\/lib|npm (run|test|exec)/.test(command)

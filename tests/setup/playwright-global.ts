import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PLANTED } from '../e2e/planted.ts'
import { watchForLeaks } from './leaks.ts'

/** Playwright runs what this answers when all is over. */
export default function setup(): () => Promise<void> {
  const checkLeaks = watchForLeaks()
  const home = mkdtempSync(join(tmpdir(), 'planted-'))
  process.env[PLANTED] = plant(home)
  return () => {
    rmSync(home, { recursive: true })
    return checkLeaks()
  }
}

/** Every app under test would fill its catalog from the same snapshot: done once, by the app itself, the others get copies. */
function plant(home: string): string {
  const dataDir = join(home, 'data')
  mkdirSync(dataDir)
  const cli = join(import.meta.dirname, '../../out/main/cli.js')
  execFileSync(process.execPath, [cli, 'search', 'llama', '--json'], {
    env: { PATH: process.env['PATH'], HOME: home, RBEE_DATA_DIR: dataDir, HF_HUB_OFFLINE: '1' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  return join(dataDir, 'catalog')
}

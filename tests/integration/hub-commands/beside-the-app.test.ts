/** Commands beside the running app, and with what only the app can open. */
import { spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { lockInstance } from '#core/instance-lock'
import { createDemoHub, type DemoHub } from '../../hub/demo-hub.ts'
import { tempDir } from '../../helpers/temp-dir.ts'

const CLI = join(import.meta.dirname, '../../../electron/cli/index.ts')
let hub: DemoHub
let home: ReturnType<typeof tempDir>

beforeEach(async () => {
  home = tempDir()
  mkdirSync(join(home.path, 'data'))
  hub = await createDemoHub()
})
afterEach(async () => {
  await hub.dispose()
  home[Symbol.dispose]()
})

async function run(...args: string[]): Promise<{ code: number | null; err: string }> {
  const child = spawn(process.execPath, [CLI, ...args], {
    env: {
      PATH: process.env['PATH'] ?? '',
      TMPDIR: process.env['TMPDIR'],
      HOME: home.path,
      RBEE_DATA_DIR: join(home.path, 'data'),
      RBEE_CACHE_DIR: join(home.path, 'cache'),
      HF_ENDPOINT: hub.url,
      CIVITAI_ENDPOINT: hub.url,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const ended = new Promise<number | null>((done) => child.once('close', done))
  return { err: await text(child.stderr), code: await ended }
}

test.each([['get', 'rbee-demo/tiny-llama'], ['sync']])('while the app runs: %s %s', async (...args) => {
  const lock = lockInstance(join(home.path, 'data'))
  const { code, err } = await run(...args)
  lock.release()
  expect(code).toBe(1)
  expect(err).toBe(
    `rbee Marketplace is already running with the data folder ${join(home.path, 'data')}. Do it there, or quit it first. [already-running]\n`,
  )
})

test('a token that only the app can open is said to be there', async () => {
  writeFileSync(join(home.path, 'data/huggingface.token'), Buffer.from([118, 49, 48, 3, 200, 17, 0, 255, 9]))
  const { code, err } = await run('get', 'rbee-demo/tiny-gemma-behind-terms', '--force')
  expect(code).toBe(1)
  expect(err).toMatch(/\[(gated|unauthorized)\]/)
  expect(err).toContain('locked in the key store of this system')
  expect(err).toContain('HF_TOKEN')
})

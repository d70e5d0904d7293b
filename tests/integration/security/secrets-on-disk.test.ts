/** Where a token is after it has been used: in its own file, which is its owner's alone, and nowhere else. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Call, Input, Output } from '#contract/contract'
import { createCore } from '#core/core'
import { createFileLog } from '#core/log'
import { createDemoHub, DEMO_TOKEN } from '../../hub/demo-hub.ts'
import { tempDir } from '../../helpers/temp-dir.ts'

/** As CivitAI's are: nothing but its value gives it away. */
const KEY = '0f3c1e9a7b5d4c2e8a6f0b1d3c5e7f90'
const GATED = 'huggingface:rbee-demo/tiny-gemma-behind-terms'

/** Of every process that this one started. */
function commandLines(): string {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return pids
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
      } catch {
        return '' // it ended while we looked
      }
    })
    .join('\n')
}

test.runIf(process.platform === 'linux')(
  'not in any file but its own, nor in a command line, after downloads that went well and badly',
  { timeout: 60_000 },
  async () => {
    using dir = tempDir()
    await using hub = await createDemoHub()
    const data = join(dir.path, 'data')
    const log = createFileLog({ dir: join(data, 'logs') })
    const core = createCore({
      shell: {
        info: { version: '1.2.3', shell: 'serve', platform: 'linux', dataDir: data },
        openExternal: async () => false,
      },
      folders: { data, rbeeCache: join(dir.path, 'cache') },
      place: {
        platform: 'linux',
        env: { HF_ENDPOINT: hub.url, CIVITAI_ENDPOINT: hub.url, RBEE_WORKER_CATALOG: hub.url },
        home: dir.path,
      },
      appRoot: join(import.meta.dirname, '../../..'),
      log,
    })
    const { signal } = new AbortController()
    async function call<C extends Call>(name: C, input: Input<C>): Promise<Output<C> | null> {
      const reply = await core.door.call(name, input, { signal })
      return reply.ok ? (reply.value as Output<C>) : null
    }
    try {
      await call('accounts.setToken', { source: 'huggingface', token: DEMO_TOKEN })
      expect((await call('accounts.check', { source: 'huggingface' }))?.accounts[0]?.user).toBe('demo')
      await expect.poll(() => call('catalog.details', { id: GATED }), { timeout: 20_000 }).not.toBeNull()
      const details = await call('catalog.details', { id: GATED })
      const artifactId = details?.model.artifacts[0]?.id ?? ''
      hub.store.tamper = (_exchange, count) => (count === 0 ? { kind: 'cut', afterBytes: 1000 } : null)
      await call('downloads.start', { modelId: GATED, artifactId, workerId: null })
      let seen = ''
      await expect
        .poll(
          async () => {
            seen += commandLines()
            return (await call('downloads.get', undefined))?.items[0]?.status.kind
          },
          { timeout: 30_000 },
        )
        .toBe('done')
      hub.faults.add({ path: '^/api/', effect: { kind: 'status', status: 401 } })
      await call('catalog.details', { id: GATED, refresh: true })
      await call('accounts.setToken', { source: 'civitai', token: KEY })
      await call('accounts.check', { source: 'civitai' })
      log.error('uncaught exception', new Error(`API key ${KEY} was refused`)) // as a crash would have it
      seen += commandLines()
      expect(seen).not.toContain(DEMO_TOKEN)
      expect(seen).not.toContain(KEY)
      expect(hub.log.some(({ headers }) => headers.authorization === `Bearer ${DEMO_TOKEN}`)).toBe(true)
    } finally {
      await core.dispose()
    }
    const files = readdirSync(dir.path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
    const holding = (token: string) => files.filter((file) => readFileSync(file).includes(token))
    const own = { huggingface: join(data, 'huggingface.token'), civitai: join(data, 'civitai.token') }
    expect([holding(DEMO_TOKEN), holding(KEY)]).toEqual([[own.huggingface], [own.civitai]])
    for (const file of Object.values(own)) expect(statSync(file).mode & 0o077).toBe(0)
    expect(files.length).toBeGreaterThan(5)
  },
)

test('the app writes no crash files: nothing starts Electron’s reporter', () => {
  const root = join(import.meta.dirname, '../../../electron')
  const sources = readdirSync(root, { recursive: true }).filter((name) => String(name).endsWith('.ts'))
  const starters = sources.filter((name) =>
    readFileSync(join(root, String(name)), 'utf8').includes('crashReporter'),
  )
  expect([sources.length > 100, starters]).toEqual([true, []])
})

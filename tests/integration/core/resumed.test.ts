/** A machine that slept may wake up with other hardware: the core looks again. */
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { createCore } from '#core/core'
import { silentLog } from '#core/log'
import { tempDir } from '../../helpers/temp-dir.ts'

it('looks at the hardware again when the machine wakes up', async () => {
  using dir = tempDir()
  const [bin, calls] = [join(dir.path, 'bin'), join(dir.path, 'calls')]
  mkdirSync(bin)
  writeFileSync(join(bin, 'nvidia-smi'), `#!/bin/sh\necho called >> '${calls}'\n`)
  chmodSync(join(bin, 'nvidia-smi'), 0o755)
  const dataDir = join(dir.path, 'data')
  const core = createCore({
    shell: {
      info: { version: '1.2.3', shell: 'serve', platform: 'linux', dataDir },
      openExternal: async () => false,
    },
    folders: { data: dataDir, rbeeCache: join(dir.path, 'cache') },
    place: { platform: 'linux', env: { PATH: bin, HF_HUB_OFFLINE: '1' }, home: dir.path },
    appRoot: join(import.meta.dirname, '../../..'),
    log: silentLog,
  })
  try {
    const called = () => (existsSync(calls) ? readFileSync(calls, 'utf8').split('\n').length - 1 : 0)
    await core.door.call('hardware.rescan', undefined, { signal: new AbortController().signal })
    const atStart = called()
    expect(atStart).toBeGreaterThan(0)
    core.resumed()
    await vi.waitFor(() => expect(called()).toBeGreaterThan(atStart), { timeout: 10_000, interval: 50 })
  } finally {
    await core.dispose()
  }
})

/** A token goes to its own hub and nowhere else: not into logs, answers, diagnostics or command lines. */
import { spawn } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { createFileLog } from '#core/log'
import { createSecrets } from '#core/settings/secrets'
import { tempDir } from '../../helpers/temp-dir.ts'

const TOKEN = 'hf_ThisIsASecretThatMustNotLeak'
/** CivitAI's have no mark of their own: only who knows it can hide it. */
const KEY = '0f3c1e9a7b5d4c2e8a6f0b1d3c5e7f90'
const ROOT = join(import.meta.dirname, '../../..')

test('not into the log, whatever it comes wrapped in', () => {
  using dir = tempDir()
  const log = createFileLog({ dir: dir.path })
  const error = Object.assign(new Error(`401 for https://x/?token=${TOKEN}`), {
    request: { headers: { authorization: `Bearer ${TOKEN}`, cookie: `session=${TOKEN}` } },
    cause: new Error(`sent ${TOKEN}`),
  })
  log.error('call failed', error)
  const place = { dir: join(dir.path, 'tokens'), env: {}, home: dir.path, cipher: null }
  createSecrets(place).store('civitai', KEY)
  expect(createSecrets({ ...place, hide: log.hide }).token('civitai')?.value).toBe(KEY)
  log.error(`API key ${KEY} is not valid`, new Error(`it was [${KEY}]`, { cause: { key: KEY } }))
  log.info(`token ${TOKEN}`, [TOKEN, { token: TOKEN }])
  const written = readFileSync(join(dir.path, 'rbee-marketplace.log'), 'utf8')
  expect(written).toContain('API key *** is not valid')
  for (const secret of [TOKEN, KEY]) expect(written).not.toContain(secret)
})

test.runIf(process.platform === 'linux')(
  'not into the diagnostics, nor into any command line that others can see',
  { timeout: 60_000 },
  async () => {
    using dir = tempDir()
    // A tool that tells what it was started with: arguments are for everybody to see.
    const tool = join(dir.path, 'nvidia-smi')
    writeFileSync(
      tool,
      `#!/bin/sh\ntr '\\0' ' ' < /proc/$PPID/cmdline >> ${dir.path}/seen\necho "$@" >> ${dir.path}/seen\necho "${KEY}"\n`,
      { mode: 0o755 },
    )
    const captured = join(dir.path, 'captured')
    const args = [join(ROOT, 'electron/cli/index.ts'), 'doctor', '--json', '--capture', captured]
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      env: {
        PATH: `${dir.path}:${process.env['PATH'] ?? ''}`,
        HOME: dir.path,
        RBEE_DATA_DIR: join(dir.path, 'data'),
        RBEE_CACHE_DIR: join(dir.path, 'cache'),
        HF_TOKEN: TOKEN,
        CIVITAI_API_KEY: KEY,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)])
    expect(out.length).toBeGreaterThan(100)
    const captures = readdirSync(captured).map((file) => readFileSync(join(captured, file), 'utf8'))
    expect(captures.join('')).toContain('***')
    const seen = out + err + readFileSync(join(dir.path, 'seen'), 'utf8') + captures.join('')
    for (const secret of [TOKEN, KEY]) expect(seen).not.toContain(secret)
  },
)

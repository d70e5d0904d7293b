/** A token goes to its own hub and nowhere else: not into logs, answers, diagnostics or command lines. */
import { spawn } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { createFileLog } from '#core/log'
import { tempDir } from '../../helpers/temp-dir.ts'

const TOKEN = 'hf_ThisIsASecretThatMustNotLeak'
const ROOT = join(import.meta.dirname, '../../..')

test('not into the log, whatever it comes wrapped in', () => {
  using dir = tempDir()
  const log = createFileLog({ dir: dir.path })
  const error = Object.assign(new Error(`401 for https://x/?token=${TOKEN}`), {
    request: { headers: { authorization: `Bearer ${TOKEN}`, cookie: `session=${TOKEN}` } },
    cause: new Error(`sent ${TOKEN}`),
  })
  log.error('call failed', error)
  log.info(`token ${TOKEN}`, [TOKEN, { token: TOKEN }])
  const written = readdirSync(dir.path).map((file) => readFileSync(join(dir.path, file), 'utf8'))
  expect(written.join('')).toContain('***')
  expect(written.join('')).not.toContain(TOKEN)
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
      `#!/bin/sh\ntr '\\0' ' ' < /proc/$PPID/cmdline >> ${dir.path}/seen\necho "$@" >> ${dir.path}/seen\n`,
      {
        mode: 0o755,
      },
    )
    const child = spawn(process.execPath, [join(ROOT, 'electron/cli/index.ts'), 'doctor', '--json'], {
      cwd: ROOT,
      env: {
        PATH: `${dir.path}:${process.env['PATH'] ?? ''}`,
        HOME: dir.path,
        RBEE_DATA_DIR: join(dir.path, 'data'),
        RBEE_CACHE_DIR: join(dir.path, 'cache'),
        HF_TOKEN: TOKEN,
        CIVITAI_API_KEY: TOKEN,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)])
    expect(out.length).toBeGreaterThan(100)
    expect(out + err + readFileSync(join(dir.path, 'seen'), 'utf8')).not.toContain(TOKEN)
  },
)

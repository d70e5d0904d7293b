/** The command line as a user meets it: real processes, real exit codes. */
import { spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { tempDir } from '../../helpers/temp-dir.ts'

const ROOT = join(import.meta.dirname, '../../..')

function cli(args: readonly string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [join(ROOT, 'electron/cli/index.ts'), ...args], {
    env: { PATH: process.env['PATH'], TMPDIR: process.env['TMPDIR'], HOME: '/nonexistent', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let error = ''
  child.stdout.on('data', (text) => (out += String(text)))
  child.stderr.on('data', (text) => (error += String(text)))
  const ended = new Promise<{ code: number | null; out: string; error: string }>((resolve) =>
    child.on('close', (code) => resolve({ code, out, error })),
  )
  /** The first `count` lines, as soon as they are there. */
  const lines = (count: number): Promise<string[]> =>
    new Promise((resolve) => {
      const look = (): void => {
        const found = out.split('\n').slice(0, -1)
        if (found.length >= count) resolve(found)
      }
      child.stdout.on('data', look)
      look()
    })
  return { child, ended, lines }
}

test('--version and --help end well, a wrong word ends with 2', async () => {
  const [version, help, wrong] = await Promise.all(
    [['--version'], ['--help'], ['no-such-command']].map((args) => cli(args).ended),
  )
  expect(version).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) })
  expect(help).toMatchObject({ code: 0, out: expect.stringContaining('Examples:') })
  expect(wrong?.code).toBe(2)
  expect(wrong?.error).not.toMatch(/at .*\.ts:/)
})

test('without a display, start says why in one line and serves', async () => {
  using home = tempDir()
  const { child, ended, lines } = cli(['start'], { RBEE_DATA_DIR: join(home.path, 'data') })
  const [why, address] = await lines(2)
  expect(why).toBe('There is no display here. Serving the app to your browser instead:')
  expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]{43}$/)
  child.kill('SIGTERM')
  expect(await ended).toMatchObject({ code: 0, error: '' })
})

test('a second instance on the same data folder is told so', async () => {
  using home = tempDir()
  const env = { RBEE_DATA_DIR: join(home.path, 'data') }
  const first = cli(['serve', '--no-open'], env)
  await first.lines(1)
  const second = await cli(['serve', '--no-open', '--json'], env).ended
  expect(second.code).toBe(1)
  expect(JSON.parse(second.error)).toEqual({ error: { code: 'already-running', dataDir: env.RBEE_DATA_DIR } })
  first.child.kill('SIGKILL')
  await first.ended
  const third = cli(['serve', '--no-open'], env) // a killed one holds nothing back
  expect((await third.lines(1))[0]).toMatch(/^http/)
  third.child.kill('SIGTERM')
  expect((await third.ended).code).toBe(0)
})

test('a folder that cannot be written is named, with what to do', async () => {
  using home = tempDir()
  writeFileSync(join(home.path, 'file'), '')
  const { code, error } = await cli(['serve', '--no-open'], { RBEE_DATA_DIR: join(home.path, 'file/data') })
    .ended
  expect(code).toBe(1)
  expect(error).toMatch(/^Cannot write to .*set RBEE_DATA_DIR\. \[not-writable\]\n$/)
})

test('a busy port is named', async () => {
  using home = tempDir()
  mkdirSync(join(home.path, 'data'))
  const other = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => other.once('listening', resolve))
  const { port } = other.address() as { port: number }
  const { code, error } = await cli(['serve', '--no-open', '--port', String(port)], {
    RBEE_DATA_DIR: join(home.path, 'data'),
  }).ended
  other.close()
  expect(code).toBe(1)
  expect(error).toMatch(new RegExp(`^Port ${port} is taken\\..*\\[port-busy\\]\n$`))
})

test('a connection that asked for an upgrade, was refused, and stays open does not hold up the end', async () => {
  using home = tempDir()
  const { child, ended, lines } = cli(['serve', '--no-open'], {
    RBEE_DATA_DIR: join(home.path, 'data'),
    HF_HUB_OFFLINE: '1',
  })
  const { host, hostname, port } = new URL((await lines(1))[0] ?? '')
  const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true })
  socket.on('error', () => {})
  socket.write(
    `GET /socket HTTP/1.1\r\nHost: ${host}\r\nOrigin: http://evil.example\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
  )
  await once(socket, 'data')
  const start = performance.now()
  child.kill('SIGTERM')
  expect(await ended).toMatchObject({ code: 0, error: '' })
  expect(performance.now() - start).toBeLessThan(8_000)
  socket.destroy()
})

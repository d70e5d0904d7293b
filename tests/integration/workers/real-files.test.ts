/** Real files, folders and processes on this machine: what a fake disk cannot prove. */
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { link, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { realDisk } from '#core/workers/disk'
import { createTrials } from '#core/workers/trial'
import { look } from '../../fixtures/workers/look.ts'
import { machine, nvidia } from '../../fixtures/workers/machines.ts'
import { elf, hostMachine, machO, pe } from '../../fixtures/workers/programs.ts'

const other = hostMachine() === 'x86_64' ? 'aarch64' : 'x86_64'
const pc = machine('linux', hostMachine(), [nvidia()])
let home = ''

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'workers-'))
  await mkdir(join(home, '.local/bin'), { recursive: true })
})
afterEach(() => rm(home, { recursive: true, force: true }))

const at = (name: string): string => join(home, '.local/bin', name)
const install = (name: string, content: string | Buffer, mode = 0o755): Promise<void> =>
  writeFile(at(name), content, { mode })

async function lookHere(env: Record<string, string> = {}) {
  const place = { platform: 'linux', home, env: { PATH: '/usr/bin:/bin', ...env } } as const
  const started = performance.now()
  const seen = await look(place, realDisk, {
    hardware: pc,
    run: createTrials(place),
    catalog: join(home, '.cache/rbee/workers'),
  })
  return { ...seen, tookMs: performance.now() - started }
}

const summary = async () =>
  (await lookHere()).workers.map(({ id, version, problem }) => [id, version, problem?.code ?? null])

describe.runIf(process.platform === 'linux')('on this machine', () => {
  it('a program is really run for what its file does not tell', async () => {
    await install('sd-worker-rbee', elf({ prints: 'sd-worker-rbee 0.1.0\n  --cuda-device <N>\n' }))
    expect(await summary()).toEqual([['sd-worker-rbee-cuda', '0.1.0', null]])
  })

  it.each([
    ['another architecture', elf({ machine: other }), 'wrong-architecture'],
    ['a macOS program', machO('aarch64'), 'wrong-platform'],
    ['a Windows program', pe('x86_64'), 'wrong-platform'],
    ['a program cut short', elf({ padBytes: 9000 }).subarray(0, 4000), 'damaged'],
    ['the first bytes only', elf().subarray(0, 20), 'damaged'],
    ['an empty file', '', 'damaged'],
    ['a web page instead of a program', '<!DOCTYPE html>', 'not-a-program'],
    ['a script whose interpreter is gone', '#!/no/such/interpreter\n', 'libraries-missing'],
    [
      'a loader that misses a library',
      elf({
        exits: 127,
        prints: 'w: error while loading shared libraries: libcublas.so.12: cannot open shared object file',
      }),
      'libraries-missing',
    ],
    ['a program that needs a newer CPU', '#!/bin/sh\nkill -ILL $$\n', 'cpu-unsupported'],
    [
      'a worker that refuses --version',
      elf({ exits: 2, prints: "error: unexpected argument '--version' found" }),
      null,
    ],
  ])('%s', async (_, content, code) => {
    await install('llm-worker-rbee-cuda', content)
    expect(await summary()).toEqual([['llm-worker-rbee-cuda', null, code]])
  })

  it.each([
    ['with nothing to load', (bytes: Buffer) => bytes.writeUInt16LE(0, 56)],
    ['with parts of a wrong size', (bytes: Buffer) => bytes.writeUInt16LE(40, 54)],
    ['with a loader that is no path', (bytes: Buffer) => bytes.writeUInt32LE(3, 64)],
    ['for another machine', (bytes: Buffer) => bytes.writeUInt16LE(other === 'aarch64' ? 183 : 62, 18)],
  ])('a program %s, which the system would refuse, never reaches a shell', async (_, spoil) => {
    const bytes = elf({ texts: [`\ntouch ${home}/shell-was-here\n`] })
    spoil(bytes)
    await install('llm-worker-rbee', bytes)
    await lookHere()
    expect(existsSync(join(home, 'shell-was-here'))).toBe(false)
  })

  it.each(['#!\n', '#! \n', '#!relative\n', `#!/${'x'.repeat(300)}\n`, '#!/bin/sh'])(
    'nor does a script that begins with %j',
    async (line) => {
      await install(
        'llm-worker-rbee',
        `${line}\ntouch "${home}/shell-was-here"\n`.replace('/bin/sh\n', '/bin/sh\0\n'),
      )
      await lookHere()
      expect(existsSync(join(home, 'shell-was-here'))).toBe(false)
    },
  )

  it('a file that is not executable, with the command that mends it', async () => {
    await install('llm-worker-rbee-cpu', elf(), 0o644)
    const { workers } = await lookHere()
    expect(workers[0]?.problem).toMatchObject({
      code: 'not-executable',
      cure: `Run: chmod +x ${at('llm-worker-rbee-cpu')}`,
    })
  })

  it('links of both kinds count once; a pipe and a folder not at all', async () => {
    await install('llm-worker-rbee-cpu', elf())
    await link(at('llm-worker-rbee-cpu'), at('llm-worker-rbee'))
    await symlink(at('llm-worker-rbee-cpu'), at('llm-worker'))
    execFileSync('mkfifo', [at('sd-worker-rbee')])
    await mkdir(at('sd-worker-rbee-cpu'))
    expect(await summary()).toEqual([['llm-worker-rbee-cpu', null, null]])
  })

  it('a name that a shell would trip over', async () => {
    const folder = join(home, "a b;echo 'x'$HOME")
    await mkdir(folder)
    await writeFile(join(folder, 'sd-worker-cpu'), elf({ prints: 'sd-worker-rbee 0.1.0' }), { mode: 0o755 })
    const { workers } = await lookHere({ PATH: folder })
    expect(workers).toMatchObject([{ version: '0.1.0', problem: null }])
  })
})

describe.runIf(process.platform === 'linux')('a worker that misbehaves', () => {
  const marker = 7000 + (process.pid % 1000)
  it.each([
    ['hangs, and leaves children', `#!/bin/sh\nsleep ${marker} & sleep ${marker}\n`],
    ['prints 50 MB', '#!/bin/sh\nexec head -c 50000000 /dev/zero\n'],
    ['prints for ever', '#!/bin/sh\nexec yes\n'],
    ['prints garbage', "#!/bin/sh\nprintf '\\377\\376\\0\\1sd-worker'; exit 9\n"],
    ['waits for input', '#!/bin/sh\nread line; cat; exit 2\n'],
    ['closes its output and stays', `#!/bin/sh\nexec >&- 2>&-; sleep ${marker}\n`],
  ])('%s: the rest is told within 3 s, and nothing stays behind', async (_, script) => {
    await install('llm-worker-rbee-cuda', script)
    await install('sd-worker-rbee-cpu', elf({ texts: ['sd-worker-rbee 0.1.0'] }))
    const { workers, tookMs } = await lookHere()
    expect(workers.map(({ id, version }) => [id, version])).toEqual([
      ['llm-worker-rbee-cuda', null],
      ['sd-worker-rbee-cpu', '0.1.0'],
    ])
    expect(tookMs).toBeLessThan(3000)
    await expect.poll(() => runningWith(`sleep\0${marker}`)).toEqual([])
  })

  it('gets no secrets, no input, and no way to the network by proxy', async () => {
    await install(
      'llm-worker-rbee',
      `#!/bin/sh\nenv > "${home}/env"; cat > "${home}/stdin"; pwd > "${home}/cwd"\n`,
    )
    await lookHere({
      HF_TOKEN: 'hf_secret',
      CIVITAI_API_KEY: 'secret',
      LLORCH_API_TOKEN: 'secret',
      LD_LIBRARY_PATH: '/opt/lib',
    })
    const env = readFileSync(join(home, 'env'), 'utf8')
    expect(env).not.toContain('secret')
    expect(env).toMatch(/^https_proxy=http:\/\/127\.0\.0\.1:9$/m)
    expect(env).toMatch(/^LD_LIBRARY_PATH=\/opt\/lib$/m)
    expect(readFileSync(join(home, 'stdin'), 'utf8')).toBe('')
  })
})

describe.runIf(process.platform === 'linux')('a big binary', () => {
  it('is searched in small steps, so that the event loop turns in between', async () => {
    const sizeMiB = 200
    const filler = Buffer.alloc(sizeMiB * 1024 * 1024, 'abc libc llm-work')
    await install('llm-worker-rbee', Buffer.concat([elf(), filler, Buffer.from('libcublas.so.12')]), 0o644)
    let turns = 0
    const pulse = setInterval(() => (turns += 1), 1)
    const before = process.cpuUsage()
    const { workers, tookMs } = await lookHere()
    const { user, system } = process.cpuUsage(before)
    clearInterval(pulse)
    // Time of the processor rather than of the clock: a busy machine is no fault of the search.
    const cpuMs = (user + system) / 1000
    console.log(
      `${sizeMiB} MiB searched in ${tookMs.toFixed()} ms (${cpuMs.toFixed()} ms of CPU), ${turns} turns of the event loop meanwhile`,
    )
    expect(workers).toMatchObject([{ backend: 'cuda' }])
    expect(cpuMs / Math.max(turns, 1)).toBeLessThan(25)
  })
})

function runningWith(text: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes(text)
      } catch {
        return false
      }
    })
}

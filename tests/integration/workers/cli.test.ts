/** The command as a user meets it: a real process, in a home of its own. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { WorkersState } from '#contract/workers'
import { elf, hostMachine } from '../../fixtures/workers/programs.ts'

const CLI = join(import.meta.dirname, '../../../electron/cli/index.ts')
let home = ''

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'workers-cli-'))
  const bin = join(home, '.local/bin')
  await mkdir(bin, { recursive: true })
  await writeFile(join(bin, 'sd-worker-cpu'), elf({ prints: 'sd-worker-rbee 0.1.0' }), { mode: 0o755 })
  const foreign = elf({ machine: hostMachine() === 'x86_64' ? 'aarch64' : 'x86_64' })
  await writeFile(join(bin, 'llm-worker-rbee-cpu'), foreign, { mode: 0o755 })
})
afterAll(() => rm(home, { recursive: true, force: true }))

async function workers(...args: readonly string[]) {
  const child = spawn(process.execPath, [CLI, 'workers', ...args], {
    env: {
      PATH: '/usr/bin:/bin',
      HOME: home,
      TMPDIR: process.env['TMPDIR'],
      RBEE_DATA_DIR: join(home, 'data'),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [out, error, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ])
  return { out, error, code }
}

const Printed = WorkersState.pick({ workers: true, recommended: true, folders: true, problems: true }).extend(
  {
    workers: z.array(z.looseObject({ id: z.string(), usable: z.boolean() })),
  },
)

describe.runIf(process.platform === 'linux')('rbee-marketplace workers', () => {
  it('--json', async () => {
    const { out, error } = await workers('--json')
    expect(error).toBe('')
    const printed = Printed.parse(JSON.parse(out))
    expect(printed.workers).toMatchObject([
      { id: 'sd-worker-rbee-cpu', usable: true, version: '0.1.0', backend: 'cpu', problem: null },
      { id: 'llm-worker-rbee-cpu', usable: false, problem: { code: 'wrong-architecture' } },
    ])
    expect(printed.recommended.filter(({ best }) => best).map(({ family }) => family)).toEqual([
      'llm-worker-rbee',
      'sd-worker-rbee',
    ])
  })

  it('in words', async () => {
    const { out, code } = await workers()
    expect(code).toBe(0)
    expect(out).toContain(`Ready to run:\n  sd-worker-rbee-cpu 0.1.0\n    ${home}/.local/bin/sd-worker-cpu\n`)
    expect(out).toMatch(
      /cannot run:\n {2}llm-worker-rbee-cpu\n.*\n {4}It is made for .*\n {4}Install the .* build\.\n/,
    )
    expect(out).toMatch(/could also use:\n {2}LLM worker, CPU \(the best choice here\)\n {4}mkdir -p /)
  })
})

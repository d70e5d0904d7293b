import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { interpret } from '#core/hardware/interpret'
import { lookOnce, QUICK_TIMEOUT_MS } from '#core/hardware/machine'
import { tempDir } from '../../helpers/temp-dir.ts'
import { measureBlocks } from './blocks.ts'
import { answers, GOOD_ROW, STUBS, stubMachine, writeFolder, writeTool } from './stub-tools.ts'

const BLOCK_LIMIT_MS = 50

const rows: string[] = []
afterAll(() =>
  console.log(
    [
      `tool · what it does · detection ms (limit 3000) · longest block ms (limit ${BLOCK_LIMIT_MS} above idle) · idle thread ms · problem`,
      ...rows,
    ].join('\n'),
  ),
)

const NVIDIA_PROBLEM: Readonly<Record<string, string>> = {
  hangs: 'tool-timeout',
  'hangs, deaf to a polite kill': 'tool-timeout',
  'prints garbage': 'tool-unreadable',
  'prints 50 MB': 'tool-too-large',
  'prints for ever': 'tool-too-large',
  'prints invalid UTF-8': 'tool-unreadable',
  'prints [N/A]': 'gpu-memory-unknown',
  'exits 9': 'nvidia-driver-not-loaded',
  'is a folder': 'tool-not-runnable',
}

/** What blocks the loop by itself blocks it every time; what others on this machine cause does not: best of three. */
async function detect(folder: string) {
  let best = await detectOnce(folder)
  for (let more = 2; more > 0 && best.blockMs >= BLOCK_LIMIT_MS; more -= 1) {
    const again = await detectOnce(folder)
    if (again.blockMs < best.blockMs) best = again
  }
  return best
}

async function detectOnce(folder: string) {
  const machine = stubMachine(folder)
  const start = performance.now()
  try {
    const { result, ...blocks } = await measureBlocks(async () => {
      const captures = await lookOnce(machine, {
        signal: new AbortController().signal,
        timeoutMs: QUICK_TIMEOUT_MS,
      })
      return { ...interpret(captures, 'linux'), ms: performance.now() - start }
    })
    return { ...result, ...blocks }
  } finally {
    machine.dispose()
  }
}

const rowOf = (tool: string, what: string, seen: Awaited<ReturnType<typeof detect>>): string =>
  [
    tool,
    what,
    seen.ms.toFixed(0),
    seen.blockMs.toFixed(0),
    seen.idleMs.toFixed(0),
    seen.problems.map(({ code }) => code).join(),
  ].join(' · ')

it.each(Object.keys(NVIDIA_PROBLEM))('nvidia-smi %s', async (what) => {
  using dir = tempDir()
  if (STUBS[what]) writeTool(dir.path, 'nvidia-smi', STUBS[what])
  else writeFolder(dir.path, 'nvidia-smi')
  const seen = await detect(dir.path)
  const { hardware, problems, ms } = seen
  const codes = problems.map(({ code }) => code)
  rows.push(rowOf('nvidia-smi', what, seen))
  expect(codes).toContain(NVIDIA_PROBLEM[what])
  expect(problems.every(({ cure }) => cure)).toBe(true)
  expect(hardware.memory.totalMiB).toBeGreaterThan(0)
  expect(hardware.cpu.arch).not.toBeNull()
  expect(ms).toBeLessThan(3000)
  expect(seen.blockMs - seen.idleMs).toBeLessThan(BLOCK_LIMIT_MS)
})

it.each(['lspci', 'rocm-smi', 'amd-smi', 'lscpu'])('%s hangs: NVIDIA’s card is still known', async (tool) => {
  using dir = tempDir()
  writeTool(dir.path, 'nvidia-smi', answers(GOOD_ROW))
  writeTool(dir.path, tool, STUBS['hangs'] ?? '')
  const seen = await detect(dir.path)
  const { hardware, problems, ms } = seen
  rows.push(rowOf(tool, 'hangs', seen))
  expect(hardware.gpus).toMatchObject([
    { name: 'NVIDIA GeForce RTX 3060', memoryMiB: 12288, freeMiB: 11788, usable: true },
  ])
  expect(problems.map(({ code, message }) => [code, message.includes(tool)])).toEqual([
    ['tool-timeout', true],
  ])
  expect(ms).toBeLessThan(3000)
})

it.each(['lspci', 'rocm-smi', 'amd-smi', 'lscpu'])(
  '%s prints garbage or exits 9: said, and nothing else is lost',
  async (tool) => {
    using dir = tempDir()
    writeTool(dir.path, 'nvidia-smi', answers(GOOD_ROW))
    for (const what of ['prints garbage', 'exits 9']) {
      writeTool(dir.path, tool, STUBS[what] ?? '')
      const seen = await detect(dir.path)
      const { hardware, problems } = seen
      rows.push(rowOf(tool, what, seen))
      expect(hardware.gpus).toHaveLength(1)
      expect(problems.length).toBeGreaterThan(0)
      expect(problems.every(({ code, message }) => code.startsWith('tool-') && message.includes(tool))).toBe(
        true,
      )
    }
  },
)

it('an older driver refuses a new column; the rest is asked again', async () => {
  using dir = tempDir()
  writeTool(
    dir.path,
    'nvidia-smi',
    `case "$*" in
*addressing_mode*) echo 'Field "addressing_mode" is not a valid field to query.'; exit 2;;
*memory.total*) printf 'index, uuid, name, pci.bus_id, pci.device_id, driver_version, memory.total [MiB], memory.used [MiB], memory.free [MiB]\\n0, GPU-1, Tesla T4, 00000000:00:1E.0, 0x1EB810DE, 510.47, 15360 MiB, 0 MiB, 15109 MiB\\n';;
*compute_cap*) printf 'uuid, pci.bus_id, compute_cap\\nGPU-1, 00000000:00:1E.0, 7.5\\n';;
*) echo '<nvidia_smi_log><driver_version>510.47</driver_version><cuda_version>11.6</cuda_version></nvidia_smi_log>';;
esac`,
  )
  const { hardware, problems } = await detect(dir.path)
  expect(hardware).toMatchObject({
    cudaVersion: '11.6',
    gpus: [{ name: 'Tesla T4', memoryMiB: 15360, freeMiB: 15109, computeCapability: '7.5', usable: true }],
  })
  expect(problems).toEqual([])
})

it('the doctor command, with a tool that hangs: on time, and nothing is left behind', async () => {
  using dir = tempDir()
  writeTool(dir.path, 'nvidia-smi', 'exec sleep 61.5')
  const cli = join(import.meta.dirname, '../../../electron/cli/index.ts')
  const start = performance.now()
  const child = spawn(process.execPath, [cli, 'doctor', '--json'], {
    env: {
      ...process.env,
      PATH: `${dir.path}:${process.env['PATH']}`,
      RBEE_DATA_DIR: join(dir.path, 'data'),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let out = ''
  child.stdout.on('data', (text) => (out += String(text)))
  const [code] = (await once(child, 'close')) as [number]
  const ms = performance.now() - start
  rows.push(`doctor --json, whole process · nvidia-smi hangs · ${ms.toFixed(0)}`)
  expect(code).toBe(0)
  const answer = JSON.parse(out) as {
    platform: string
    problems: { code: string }[]
    memory: { totalMiB: number }
  }
  expect(answer).toMatchObject({ platform: 'linux', gpus: [], workers: [] })
  expect(answer.problems.map((problem) => problem.code)).toContain('tool-timeout')
  expect(ms).toBeLessThan(3000)
  expect(running('sleep 61.5')).toEqual([])
})

/** Command lines of running processes that are exactly this. */
const running = (command: string): string[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
      } catch {
        return []
      }
    })
    .filter((line) => line === command)

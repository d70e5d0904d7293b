import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import type { HardwareState } from '#contract/hardware'
import { HardwareState as HardwareStateSchema } from '#contract/hardware'
import { createHardware, type HardwareService } from '#core/hardware/hardware'
import type { MachineOptions } from '#core/hardware/machine'
import { watchDrivers } from '#core/hardware/watch-drivers'
import { silentLog } from '#core/log'
import { tempDir } from '../../helpers/temp-dir.ts'
import { measureBlocks } from './blocks.ts'
import { answers, GOOD_ROW, STUBS, stubMachine, writeTool } from './stub-tools.ts'

const signal = new AbortController().signal
const call = { signal }

interface Started extends HardwareService {
  readonly events: readonly HardwareState[]
  [Symbol.dispose](): void
}

function start(folder: string, more: Partial<MachineOptions> & { watch?: boolean } = {}): Started {
  const events: HardwareState[] = []
  const tools = join(folder, 'tools')
  const service = createHardware({
    machine: stubMachine(tools, more),
    file: join(folder, 'hardware.json'),
    emit: (_, value) => void events.push(structuredClone(value)),
    log: silentLog,
    ...(more.watch ? { watchDrivers: watchDrivers({ platform: 'linux', env: { PATH: tools } }) } : {}),
  })
  return { ...service, events, [Symbol.dispose]: service.dispose }
}

function tempMachine() {
  const dir = tempDir()
  mkdirSync(join(dir.path, 'tools'))
  return { ...dir, tool: (name: string, body: string) => writeTool(join(dir.path, 'tools'), name, body) }
}

it('answers the first question at once, while a tool hangs; the rest follows as events', async () => {
  const measured: { answerMs: number; blockMs: number; doneMs: number }[] = []
  for (let round = 0; round < 3; round += 1) {
    using dir = tempMachine()
    dir.tool('nvidia-smi', answers(GOOD_ROW))
    dir.tool('lspci', STUBS['hangs'] ?? '')
    using hardware = start(dir.path)
    const began = performance.now()
    let answerMs = 0
    const { blockMs, idleMs } = await measureBlocks(async () => {
      const first = await hardware.handlers['hardware.get'](undefined, call)
      answerMs = performance.now() - began
      expect(first.scanning).toBe(true)
      expect(first.hardware.memory.totalMiB).toBeGreaterThan(0)
      expect(first.hardware.cpu.arch).not.toBeNull()
      await vi.waitFor(() => expect(hardware.state().scanning).toBe(false), { timeout: 5000 })
    })
    measured.push({ answerMs, blockMs: Math.max(0, blockMs - idleMs), doneMs: performance.now() - began })
    const state = hardware.state()
    expect(state.hardware.gpus).toMatchObject([{ memoryMiB: 12288 }])
    expect(state.problems.map(({ code }) => code)).toEqual(['tool-timeout'])
    const revisions = hardware.events.map(({ revision }) => revision)
    expect(revisions).toEqual([...new Set(revisions)].toSorted((a, b) => a - b))
    expect(hardware.events.every((event) => HardwareStateSchema.safeParse(event).success)).toBe(true)
  }
  const least = (key: 'answerMs' | 'blockMs' | 'doneMs'): number =>
    Math.min(...measured.map((one) => one[key]))
  console.log(
    `first hardware.get: ${least('answerMs').toFixed(0)} ms (limit 150) · longest block of the main thread above an idle one: ` +
      `${least('blockMs').toFixed(1)} ms (limit 50) · all of it with a hanging tool: ${least('doneMs').toFixed(0)} ms (limit 3000); best of 3`,
  )
  expect(least('answerMs')).toBeLessThan(150)
  expect(least('blockMs')).toBeLessThan(50)
  expect(least('doneMs')).toBeLessThan(3000)
}, 30_000)

it('a tool that was only slow is waited for in the background', async () => {
  using dir = tempMachine()
  dir.tool(
    'nvidia-smi',
    `[ -e ${dir.path}/awake ] || { touch ${dir.path}/awake; sleep 20; }\n${answers(GOOD_ROW)}`,
  )
  using hardware = start(dir.path)
  const first = await hardware.scan()
  expect(first.problems.map(({ code }) => code)).toEqual(['tool-timeout'])
  await vi.waitFor(() => expect(hardware.state().hardware.gpus).toHaveLength(1), { timeout: 15_000 })
  expect(hardware.state().problems).toEqual([])
})

it('free memory is live while somebody looks, and only then', async () => {
  using dir = tempMachine()
  dir.tool(
    'nvidia-smi',
    `n=$(cat ${dir.path}/n 2>/dev/null || echo 0); n=$((n+1)); echo $n > ${dir.path}/n
printf 'index, uuid, name, pci.bus_id, driver_version, memory.total [MiB], memory.free [MiB]\\n0, GPU-1, RTX, 00000000:01:00.0, 550.54, 12288 MiB, %d MiB\\n' $((12000 - n))`,
  )
  using hardware = start(dir.path)
  const before = (await hardware.scan()).hardware.gpus[0]?.freeMiB ?? 0
  await hardware.handlers['hardware.look']({ forMs: 1000 }, call)
  await vi.waitFor(() => expect(hardware.state().hardware.gpus[0]?.freeMiB).toBeLessThan(before), {
    timeout: 3000,
  })
})

it('a driver that is mended while the app runs is noticed', async () => {
  using dir = tempMachine()
  dir.tool('nvidia-smi', STUBS['exits 9'] ?? '')
  using hardware = start(dir.path, { watch: true })
  expect((await hardware.scan()).problems.map(({ code }) => code)).toEqual(['nvidia-driver-not-loaded'])
  const mended = performance.now()
  dir.tool('nvidia-smi', answers(GOOD_ROW))
  await vi.waitFor(() => expect(hardware.state().hardware.gpus).toHaveLength(1), { timeout: 5000 })
  console.log(`a mended driver was noticed after ${(performance.now() - mended).toFixed(0)} ms (limit 2000)`)
  expect(performance.now() - mended).toBeLessThan(2000)
  rmSync(join(dir.path, 'tools/nvidia-smi'))
  await vi.waitFor(() => expect(hardware.state().hardware.gpus).toHaveLength(0), { timeout: 5000 })
})

it('a figure put right by hand is kept, marked, and can be reset', async () => {
  using dir = tempMachine()
  dir.tool('nvidia-smi', answers(GOOD_ROW))
  {
    using hardware = start(dir.path)
    const { hardware: found } = await hardware.scan()
    const gpuId = found.gpus[0]?.id ?? ''
    const corrected = await hardware.handlers['hardware.correct'](
      { gpuId, figure: 'memoryMiB', value: 24576 },
      call,
    )
    expect(corrected.hardware.gpus[0]).toMatchObject({ memoryMiB: 24576, sources: { memoryMiB: 'you' } })
  }
  using again = start(dir.path)
  const state = await again.scan()
  expect(state.hardware.gpus[0]?.memoryMiB).toBe(24576)
  expect(state.corrections).toMatchObject([{ detected: 12288, correction: { figure: 'memoryMiB' } }])
  const gpuId = state.hardware.gpus[0]?.id ?? null
  const reset = await again.handlers['hardware.reset']({ gpuId, figure: 'memoryMiB' }, call)
  expect(reset.hardware.gpus[0]).toMatchObject({ memoryMiB: 12288, sources: { memoryMiB: 'nvidia-smi' } })
  expect(reset.corrections).toEqual([])
})

it('a damaged file of corrections is set aside', async () => {
  using dir = tempMachine()
  writeFileSync(join(dir.path, 'hardware.json'), '{"not": "a list"')
  using hardware = start(dir.path)
  expect(hardware.state().corrections).toEqual([])
})

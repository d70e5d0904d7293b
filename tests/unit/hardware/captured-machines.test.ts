import { describe, expect, it } from 'vitest'
import {
  compare,
  gpuLine,
  machineNames,
  readMachine,
  type Difference,
  type Machine,
} from './captured-machines.ts'

/**
 * Captures in a form that none of our probes produces: a person's copy of a table, another program's words. What
 * they show in that form stays unseen; the problems that they carry, and what must never be answered, still count.
 */
const UNSEEN: Readonly<Record<string, string>> = {
  'amd-mixed-mi50-and-cezanne': 'rocm-smi table',
  'apple-m1-pro-hardware-text': 'system_profiler text',
  'apple-m2-pro-hardware-text': 'system_profiler text',
  'apple-m3-text': 'system_profiler text',
  'nvidia-driver-library-mismatch-gt640': 'ubuntu-drivers text',
  'nvidia-gb10-dgx-spark-table': 'nvidia-smi table',
  'nvidia-hybrid-linux-rtx4070-laptop-amd-igpu': 'nvidia-smi table',
  'nvidia-jetson-agx-orin-64gb': 'nvidia-smi table',
  'nvidia-jetson-orin-nodriver-version': 'nvidia-smi table',
  'nvidia-mixed-3080-20gb-and-5090': "another program's report",
  'nvidia-no-devices-found-rtx5090': 'kernel log',
  'windows-gtx1070-dxdiag': 'dxdiag text',
  'windows-hd5500-wmic': 'wmic table',
  'windows-spacedesk-virtual-adapter': 'console print',
  'wsl2-rtx5080': 'nvidia-smi table',
}

const ALWAYS = /^(errors|rejectVramMB|ignoredAdapters)$/

const wrongIn = (machine: Machine): Difference[] =>
  compare(machine).filter(({ wrong, claim }) => wrong && (!UNSEEN[machine.name] || ALWAYS.test(claim)))

describe('captured machines', async () => {
  const machines = await Promise.all(machineNames().map(readMachine))

  it('shows the table', () => {
    const lines = machines.map(lineOf)
    const seen = machines.filter(({ name }) => !UNSEEN[name])
    const exact = seen.filter((machine) => compare(machine).length === 0).length
    console.log(
      `${lines.join('\n')}\n${machines.length} machines: ${exact} equal in every claim, ${seen.length - exact} with some claims unknown, ` +
        `${machines.length - seen.length} in a form that no probe of ours produces, ${machines.flatMap(wrongIn).length} wrong claims`,
    )
    expect(Object.keys(UNSEEN).filter((name) => !machines.some((machine) => machine.name === name))).toEqual(
      [],
    )
  })

  it.each(machines)('$name', (machine) => {
    expect(wrongIn(machine)).toEqual([])
  })
})

function lineOf(machine: Machine): string {
  const { expected, got, name } = machine
  const differences = UNSEEN[name] ? [] : compare(machine)
  const mark = wrongIn(machine).length > 0 ? '✗' : UNSEEN[name] ? '–' : differences.length > 0 ? '~' : '✓'
  const wanted = (expected.gpus ?? []).map((gpu) => ({
    vendor: gpu.vendor,
    name: gpu.name ?? null,
    mib: gpu.vramMB ?? null,
  }))
  const found = got.hardware.gpus.map((gpu) => ({ vendor: gpu.vendor, name: gpu.name, mib: gpu.memoryMiB }))
  return [
    `${mark} ${name}${UNSEEN[name] ? ` (${UNSEEN[name]})` : ''}`,
    `    expected ${[gpuLine(wanted), ...(expected.errors ?? [])].join(' · ')}`,
    `    got      ${[gpuLine(found), ...got.problems.map(({ code }) => code)].join(' · ')}`,
    ...differences.map(
      ({ claim, expected: a, got: b, wrong }) =>
        `    ${wrong ? 'WRONG' : 'unknown'} ${claim}: ${String(a)} → ${String(b)}`,
    ),
  ].join('\n')
}

/** The tools that are asked once, one row each: what to run, where, and what its answer is called. */
import type { Platform } from '#domain/hardware'
import type { Probe } from './probe.ts'
import { SYSCTL_NAMES } from './sysctl-names.ts'

interface ToolRow {
  readonly file: string
  readonly tool: string
  readonly args: readonly string[]
  /** For one that is slow by nature. */
  readonly timeoutMs?: number
}

const ROWS: Readonly<Record<Platform, readonly ToolRow[]>> = {
  linux: [
    { file: 'lspci.txt', tool: 'lspci', args: ['-D', '-nn', '-k'] },
    { file: 'lscpu.txt', tool: 'lscpu', args: [] },
    {
      file: 'rocm-smi.json',
      tool: 'rocm-smi',
      args: [
        '--showmeminfo',
        'vram',
        '--showproductname',
        '--showbus',
        '--showid',
        '--showdriverversion',
        '--json',
      ],
    },
    {
      file: 'amd-smi.json',
      tool: 'amd-smi',
      args: ['static', '--asic', '--vram', '--driver', '--bus', '--json'],
    },
  ],
  darwin: [
    { file: 'sysctl.txt', tool: 'sysctl', args: SYSCTL_NAMES },
    { file: 'vm_stat.txt', tool: 'vm_stat', args: [] },
    {
      file: 'system_profiler.json',
      tool: 'system_profiler',
      args: ['-json', 'SPDisplaysDataType', 'SPHardwareDataType'],
      timeoutMs: 10_000,
    },
  ],
  win32: [],
}

export const tools: Probe = async ({ platform, run, signal, timeoutMs }, report) => {
  await Promise.all(
    ROWS[platform].map(async ({ file, tool, args, timeoutMs: own }) => {
      const answer = await run(tool, args, { signal, timeoutMs: own ?? timeoutMs })
      if (answer.outcome.kind !== 'absent') report({ file, ...answer })
    }),
  )
}

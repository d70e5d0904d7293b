import type { Capture } from '../capture.ts'
import { architectureOf, type Findings } from '../findings.ts'
import { knownFeatures } from './cpu-features.ts'
import { linesOf, MIB, number, said } from './json.ts'

/** /proc/cpuinfo: never localised, and honest about what a hypervisor hides. */
export function parseCpuinfo({ text }: Capture): Findings {
  const values = (key: string): string[] =>
    [...text.matchAll(new RegExp(`^${key}[ \\t]*:[ \\t]*(.*)$`, 'gm'))].map(([, value = '']) => value.trim())
  const flags = values('flags')
  const features = values('Features')
  const x86 = flags.length > 0
  const arm64 = features.some((line) => /\basimd\b/.test(line))
  const places = values('physical id')
  const cores = new Set(values('core id').map((core, at) => `${places[at] ?? ''}/${core}`)).size
  const processors = values('processor').filter((value) => /^\d+$/.test(value)).length
  return {
    machine: { platform: 'linux', virtualMachine: flags[0]?.includes('hypervisor') ? true : null },
    cpu: {
      model: said(values('model name')[0]),
      arch: x86 ? 'x86_64' : arm64 ? 'aarch64' : null,
      cores: cores || null,
      threads: processors || null,
      features: x86 || arm64 ? sharedByAll(x86 ? flags : features) : null,
    },
  }
}

/** Machines with two kinds of cores have what both have. */
function sharedByAll(lines: readonly string[]): string[] {
  const [first = [], ...others] = [...new Set(lines)].map(knownFeatures)
  return first.filter((feature) => others.every((list) => list.includes(feature)))
}

/** lscpu: asked in English, though its architecture can be told in any language. */
export function parseLscpu({ text }: Capture): Findings {
  const rows = new Map(
    linesOf(text).map((line) => {
      const colon = line.indexOf(':')
      return [line.slice(0, Math.max(0, colon)).trim(), line.slice(colon + 1).trim()] as const
    }),
  )
  const row = (key: string): string | undefined => rows.get(key)
  const sockets = number(row('Socket(s)'))
  const perSocket = number(row('Core(s) per socket'))
  const flags = row('Flags')
  const arch = architectureOf([...rows.values()].find((value) => /^(x86_64|aarch64)$/.test(value)))
  if (arch === null && !row('Model name'))
    return { problems: text.trim() === '' ? [] : [{ code: 'tool-unreadable', tool: 'lscpu', detail: null }] }
  return {
    machine: { platform: 'linux', virtualMachine: row('Hypervisor vendor') ? true : null },
    cpu: {
      model: said(row('Model name')),
      arch,
      cores: sockets !== null && perSocket !== null ? sockets * perSocket : null,
      threads: number(row('CPU(s)')),
      features: flags ? knownFeatures(flags) : null,
    },
  }
}

export function parseMeminfo({ text }: Capture): Findings {
  const size = (key: string): number | null => {
    const match = new RegExp(`^${key}:\\s+(\\d+)\\s*(kB|B)?`, 'm').exec(text)
    return match ? Math.floor((Number(match[1]) * (match[2] === 'B' ? 1 : 1024)) / MIB) : null
  }
  return {
    machine: { platform: 'linux' },
    memory: { totalMiB: size('MemTotal'), availableMiB: size('MemAvailable') },
  }
}

/** From captures to the machine. Pure: the same captures always give the same answer, live or replayed. */
import type { HardwareProblem } from '#contract/hardware'
import type { Cpu, Hardware, Memory, Platform } from '#domain/hardware'
import type { Capture } from './capture.ts'
import type { Findings, MachineFigures } from './findings.ts'
import { toGpus } from './gpus.ts'
import { joinSightings } from './merge.ts'
import { archOfMac } from './parse/apple.ts'
import { wordProblems, type ProblemNote } from './problems.ts'
import { SOURCES, sourceOf, toolOf } from './sources.ts'

export interface Interpretation {
  readonly hardware: Hardware
  readonly problems: readonly HardwareProblem[]
  /** Adapters that do not count, for diagnosis. */
  readonly ignored: readonly string[]
}

interface Told {
  readonly source: string
  readonly findings: Findings
}

export function interpret(captures: readonly Capture[], here: Platform | null): Interpretation {
  const told = tell(captures)
  const seen = told.flatMap(({ source, findings }) =>
    (findings.sightings ?? []).map((sighting) => ({ ...sighting, source })),
  )
  const machine = pick<MachineFigures>(told.map(({ source, findings }) => [source, findings.machine])).figures
  const memory = memoryOf(told)
  const problems = told.flatMap(({ findings }) => findings.problems ?? [])
  const cards = toGpus(joinSightings(seen), {
    machine,
    memory,
    problems,
    asked: new Map(captures.map((capture) => [toolOf(capture.file), capture.outcome.kind] as const)),
  })
  return {
    hardware: {
      platform: machine.platform ?? here ?? 'linux',
      wsl: machine.wsl ?? null,
      container: machine.container ?? null,
      virtualMachine: machine.virtualMachine ?? null,
      cpu: cpuOf(
        told,
        machine.platform === 'darwin' ? archOfMac(seen.map((sighting) => sighting.vendor)) : null,
      ),
      memory,
      gpus: cards.gpus,
      cudaVersion: machine.cudaVersion ?? null,
      rocmVersion: machine.rocmVersion ?? null,
    },
    problems: wordProblems([...outcomeProblems(captures), ...problems, ...cards.problems]),
    ignored: [...new Set(told.flatMap(({ findings }) => findings.ignored ?? []))],
  }
}

const rank = (capture: Capture): number => {
  const at = SOURCES.findIndex((source) => source.file.test(capture.file))
  return at < 0 ? SOURCES.length : at
}

/** Best source first, whatever order the captures came in. */
function tell(captures: readonly Capture[]): Told[] {
  return captures
    .filter((capture) => capture.outcome.kind === 'ran')
    .toSorted((a, b) => rank(a) - rank(b) || (a.file < b.file ? -1 : 1))
    .flatMap((capture) => {
      const source = sourceOf(capture.file)
      return source ? [{ source: source.name, findings: source.parse(capture) }] : []
    })
}

/** Each figure from the first source that knows it, with that source's name. */
function pick<T extends object>(
  told: readonly (readonly [string, T | undefined])[],
): { figures: T; sources: Record<string, string> } {
  const figures: Record<string, unknown> = {}
  const sources: Record<string, string> = {}
  for (const [source, values] of told)
    for (const [key, value] of Object.entries(values ?? {})) {
      if (value === null || value === undefined || key in figures) continue
      figures[key] = value
      sources[key] = source
    }
  return { figures: figures as T, sources }
}

function cpuOf(told: readonly Told[], fallbackArch: Cpu['arch']): Cpu {
  const { figures, sources } = pick(told.map(({ source, findings }) => [source, findings.cpu]))
  // What this process is built for says little on a Mac; the graphics chip says more.
  const arch = sources['arch'] === 'system' ? (fallbackArch ?? figures.arch) : (figures.arch ?? fallbackArch)
  return {
    model: figures.model ?? null,
    cores: figures.cores ?? null,
    threads: figures.threads ?? null,
    performanceCores: figures.performanceCores ?? null,
    efficiencyCores: figures.efficiencyCores ?? null,
    arch: arch ?? null,
    features: figures.features ?? null,
    sources,
  }
}

function memoryOf(told: readonly Told[]): Memory {
  const { figures, sources } = pick(told.map(({ source, findings }) => [source, findings.memory]))
  const { limitMiB = null, totalMiB = null, availableMiB = null } = figures
  const limited = limitMiB !== null && totalMiB !== null && limitMiB < totalMiB
  const total = limited ? limitMiB : totalMiB
  return {
    totalMiB: total,
    availableMiB: availableMiB !== null && total !== null ? Math.min(availableMiB, total) : availableMiB,
    sources: Object.fromEntries(
      Object.entries(limited ? { ...sources, totalMiB: 'container limit' } : sources).filter(
        ([key]) => key !== 'limitMiB',
      ),
    ),
  }
}

const OUTCOMES = {
  timeout: 'tool-timeout',
  'too-large': 'tool-too-large',
  'not-runnable': 'tool-not-runnable',
} as const

function outcomeProblems(captures: readonly Capture[]): ProblemNote[] {
  return captures.flatMap(({ file, text, outcome }): ProblemNote[] => {
    const tool = toolOf(file)
    if (outcome.kind === 'absent') return []
    if (outcome.kind !== 'ran')
      return [
        { code: OUTCOMES[outcome.kind], tool, detail: outcome.kind === 'not-runnable' ? outcome.why : null },
      ]
    // NVIDIA's exit codes mean something, and its parser reads them.
    const failed = text.trim() === '' && tool !== 'nvidia-smi'
    return failed ? [{ code: 'tool-failed', tool, detail: null }] : []
  })
}

/** Which capture is read by whom, and whose word counts more. */
import type { Capture } from './capture.ts'
import type { Findings } from './findings.ts'
import { parseAmdSmi, parseRocmSmi } from './parse/amd-tools.ts'
import { parseSysctl, parseSystemProfiler, parseVmStat } from './parse/apple.ts'
import { parseKfdNodes } from './parse/kfd.ts'
import { parseCpuinfo, parseLscpu, parseMeminfo } from './parse/linux-cpu.ts'
import { parseLspci } from './parse/lspci.ts'
import { parseNvidiaSmi } from './parse/nvidia-smi.ts'
import { parseSiCpu, parseSiGraphics, parseSiMemory, parseOsInfo } from './parse/system-information.ts'
import { parseNvidiaModule, parseSysfs } from './parse/sysfs.ts'
import {
  parseComputerSystem,
  parseCpuRegistry,
  parseDisplayRegistry,
  parseProcessorFeatures,
  parseProcessors,
  parseVideoControllers,
} from './parse/windows.ts'

export interface Source {
  readonly name: string
  /** Names of capture files; a folder may hold several of one kind, told apart by what follows the first word. */
  readonly file: RegExp
  readonly parse: (capture: Capture) => Findings
}

/** Best first: a figure that two sources tell is taken from the first. */
export const SOURCES: readonly Source[] = [
  { name: 'nvidia-smi', file: /^nvidia-smi.*\.(csv|xml|txt)$/, parse: parseNvidiaSmi },
  { name: 'sysfs', file: /^sysfs.*\.json$/, parse: parseSysfs },
  { name: 'amd-smi', file: /^amd-smi.*\.(json|csv|txt)$/, parse: parseAmdSmi },
  { name: 'rocm-smi', file: /^rocm-smi.*\.(json|csv|txt)$/, parse: parseRocmSmi },
  { name: 'kfd', file: /^kfd-nodes.*\.json$/, parse: parseKfdNodes },
  { name: 'system_profiler', file: /^system_profiler.*\.json$/, parse: parseSystemProfiler },
  { name: 'sysctl', file: /^sysctl.*\.txt$/, parse: parseSysctl },
  { name: 'vm_stat', file: /^vm_stat.*\.txt$/, parse: parseVmStat },
  { name: 'registry', file: /^registry-(cpu|processor|centralprocessor).*\.json$/, parse: parseCpuRegistry },
  { name: 'registry', file: /^registry.*\.json$/, parse: parseRegistry },
  { name: 'cim', file: /^win32_videocontroller.*\.json$/, parse: parseVideoControllers },
  { name: 'cim', file: /^win32_processor.*\.json$/, parse: parseProcessors },
  { name: 'cim', file: /^win32_computersystem.*\.json$/, parse: parseComputerSystem },
  { name: 'windows', file: /^processor-features.*\.json$/, parse: parseProcessorFeatures },
  { name: 'cpuinfo', file: /^(proc-)?cpuinfo.*\.txt$/, parse: parseCpuinfo },
  { name: 'lscpu', file: /^lscpu.*\.txt$/, parse: parseLscpu },
  { name: 'meminfo', file: /^(proc-)?meminfo\.txt$/, parse: parseMeminfo },
  { name: 'lspci', file: /^lspci.*\.txt$/, parse: parseLspci },
  { name: 'nvidia-module', file: /^proc-driver-nvidia-version\.txt$/, parse: parseNvidiaModule },
  { name: 'systeminformation', file: /^systeminformation-graphics.*\.json$/, parse: parseSiGraphics },
  { name: 'systeminformation', file: /^systeminformation-cpu.*\.json$/, parse: parseSiCpu },
  { name: 'systeminformation', file: /^systeminformation-mem.*\.json$/, parse: parseSiMemory },
  { name: 'system', file: /^(systeminformation-)?osinfo.*\.json$/, parse: parseOsInfo },
]

/** A registry capture holds display keys or the processor's; its content tells which. */
function parseRegistry(capture: Capture): Findings {
  return /"(Identifier|PROCESSOR_IDENTIFIER)"/.test(capture.text)
    ? parseCpuRegistry(capture)
    : parseDisplayRegistry(capture)
}

export const sourceOf = (file: string): Source | undefined => SOURCES.find((source) => source.file.test(file))

/** The tool behind a file, for what is said about it to people. */
export const toolOf = (file: string): string => {
  const source = sourceOf(file)?.name ?? file
  return source === 'cim' || source === 'registry' ? 'powershell' : source
}

import type { Outcome } from '../capture.ts'
import type { ProblemNote } from '../problems.ts'

/** What nvidia-smi prints (on stdout) when it cannot answer. The words count; an exit code speaks where there are none. */
const TEXTS: readonly (readonly [RegExp, ProblemNote['code']])[] = [
  [/driver\/library version mismatch/i, 'nvidia-driver-library-mismatch'],
  [/couldn't communicate with the NVIDIA driver/i, 'nvidia-driver-not-loaded'],
  [/unable to determine the device handle/i, 'nvidia-device-handle'],
  [/GPU is lost|GPU requires reset/i, 'nvidia-gpu-lost'],
  [/no devices were found/i, 'nvidia-no-devices'],
  [/couldn't find (the )?(libnvidia-ml|nvml)|NVML Shared Library Not Found/i, 'nvidia-library-missing'],
  [/insufficient permissions/i, 'nvidia-permission'],
  [/GPU access blocked by the operating system/i, 'nvidia-blocked'],
  [/failed to initialize NVML/i, 'nvidia-nvml-failed'],
  [/CUDA Version\s*:\s*(N\/A|Not Found)/i, 'nvidia-no-cuda-on-host'],
]

const EXIT_CODES: Readonly<Record<number, ProblemNote['code']>> = {
  4: 'nvidia-permission',
  6: 'nvidia-no-devices',
  8: 'nvidia-gpu-lost',
  9: 'nvidia-driver-not-loaded',
  12: 'nvidia-library-missing',
  13: 'nvidia-library-missing',
  15: 'nvidia-gpu-lost',
  18: 'nvidia-driver-library-mismatch',
}

/** Errors are short; a long answer is an answer. */
const LONGEST_ERROR = 20_000

export function nvidiaProblem(text: string, outcome: Outcome): ProblemNote | null {
  const line = text.slice(0, LONGEST_ERROR)
  const code = TEXTS.find(([pattern]) => pattern.test(line))?.[1]
  if (code) return { code, detail: firstLine(text) }
  const byExit = outcome.kind === 'ran' ? EXIT_CODES[outcome.exitCode ?? 0] : undefined
  return byExit ? { code: byExit, detail: null } : null
}

const firstLine = (text: string): string | null => /\S.*/.exec(text)?.[0].trim().slice(0, 200) ?? null

import type { Gpu, GpuVendor, Hardware } from './hardware.ts'
import { compareVersions, majorOf } from './version.ts'
import type { Backend, WorkerProblem } from './worker.ts'
import type { VariantNeeds } from './worker-variant.ts'

/** NVIDIA's own minimums per CUDA major version; drivers are compatible within one. */
const cudaMinimums: { readonly [major: number]: CudaMinimum } = {
  11: { linux: '450.80.02', win32: '452.39', computeCapability: '3.5' },
  12: { linux: '525.60.13', win32: '527.41', computeCapability: '5.0' },
  13: { linux: '580', win32: '580', computeCapability: '7.5' },
}
interface CudaMinimum {
  readonly linux: string
  readonly win32: string
  readonly computeCapability: string
}

/** Why a worker of this backend cannot use this machine's GPUs, or `null` when one will do. */
export function gpuProblem(backend: Backend, needs: VariantNeeds, hardware: Hardware): WorkerProblem | null {
  switch (backend) {
    case 'cpu':
      return null
    case 'cuda':
      return cudaProblem(needs, hardware)
    case 'metal':
      return metalProblem(hardware)
    case 'rocm':
      return rocmProblem(needs, hardware)
  }
}

function cudaProblem({ cuda }: VariantNeeds, hardware: Hardware): WorkerProblem | null {
  const gpus = gpusOf('nvidia', hardware)
  if (gpus.length === 0 || hardware.platform === 'darwin')
    return missing('Needs an NVIDIA graphics card that CUDA can use. None was found.')
  const usable = gpus.filter((gpu) => gpu.usable)
  if (usable.length === 0)
    return {
      code: 'driver-missing',
      message: `${nameOf(gpus)} is there, but its driver does not answer.`,
      cure: 'Install the NVIDIA driver, or restart the computer if it was just installed.',
    }
  const minimum = cuda === null ? undefined : cudaMinimums[cuda]
  if (cuda === null || !minimum) return null
  const reasons = usable.map((gpu) => cudaReason(gpu, { ...minimum, cuda }, hardware))
  return reasons.includes(null) ? null : (reasons[0] ?? null)
}

function cudaReason(
  gpu: Gpu,
  minimum: CudaMinimum & { readonly cuda: number },
  { platform, cudaVersion }: Hardware,
): WorkerProblem | null {
  const driver = platform === 'win32' ? minimum.win32 : minimum.linux
  if (gpu.driverVersion === null && cudaVersion !== null && majorOf(cudaVersion) < minimum.cuda)
    return {
      code: 'driver-too-old',
      message: `Needs an NVIDIA driver that runs CUDA ${minimum.cuda}. Yours runs CUDA ${cudaVersion}.`,
      cure: `Update the NVIDIA driver to ${majorOf(driver)} or newer.`,
    }
  if (gpu.driverVersion !== null && compareVersions(gpu.driverVersion, driver) < 0) {
    const [need, have] = shortened(driver, gpu.driverVersion)
    return {
      code: 'driver-too-old',
      message: `Needs an NVIDIA driver ${need} or newer. You have ${have}.`,
      cure: `Update the NVIDIA driver to ${need} or newer.`,
    }
  }
  const { computeCapability: have } = gpu
  if (have !== null && compareVersions(have, minimum.computeCapability) < 0)
    return {
      code: 'gpu-unsupported',
      message: `Needs an NVIDIA card with compute capability ${minimum.computeCapability} or higher. ${nameOf([gpu])} has ${have}.`,
      cure: useCpu,
    }
  return null
}

function metalProblem(hardware: Hardware): WorkerProblem | null {
  if (hardware.platform !== 'darwin' || hardware.cpu.arch === 'x86_64')
    return missing('Needs a Mac with Apple Silicon (M1 or newer).')
  const apple = gpusOf('apple', hardware)
  if (apple.length > 0 && apple.every((gpu) => !gpu.usable))
    return missing('Needs Metal, which does not answer on this Mac.')
  return null
}

function rocmProblem(needs: VariantNeeds, hardware: Hardware): WorkerProblem | null {
  const gpus = gpusOf('amd', hardware)
  if (gpus.length === 0 || hardware.platform === 'darwin')
    return missing('Needs an AMD graphics card that ROCm supports. None was found.')
  const supported = gpus.filter((gpu) => isBuiltFor(gpu, needs))
  if (supported.length === 0) {
    const unknown = gpus.every((gpu) => gpu.gfx === null)
    return {
      code: 'gpu-unsupported',
      message: unknown
        ? `Which ROCm target ${nameOf(gpus)} has could not be told.`
        : `${nameOf(gpus)} is not supported by this worker's ROCm build.`,
      cure: unknown ? 'Install the AMD driver (amdgpu), then rescan.' : useCpu,
    }
  }
  if (supported.every((gpu) => !gpu.usable))
    return {
      code: 'driver-missing',
      message: `${nameOf(supported)} is there, but ROCm cannot use it.`,
      cure: 'Install the AMD driver (amdgpu), and add your user to the groups "render" and "video".',
    }
  return null
}

const isBuiltFor = ({ gfx, integrated }: Gpu, needs: VariantNeeds): boolean =>
  gfx !== null && (integrated === true ? needs.integratedGfx : needs.gfx).includes(gfx)

const useCpu = 'Use the CPU worker instead.'

const missing = (message: string): WorkerProblem => ({ code: 'gpu-missing', message, cure: useCpu })

const gpusOf = (vendor: GpuVendor, { gpus }: Hardware): readonly Gpu[] =>
  gpus.filter((gpu) => gpu.vendor === vendor)

const nameOf = (gpus: readonly Gpu[]): string => gpus[0]?.name ?? 'The graphics card'

/** People know drivers by their first number; the rest matters only where that is the same. */
const shortened = (need: string, have: string): readonly [string, string] =>
  majorOf(need) === majorOf(have) ? [need, have] : [String(majorOf(need)), String(majorOf(have))]

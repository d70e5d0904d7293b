import type { Gpu, GpuVendor, Hardware } from './hardware.ts'
import { problemWith, say, type Saying } from './sayings/saying.ts'
import { compareVersions, majorOf } from './version.ts'
import type { OfGpu } from './sayings/values.ts'
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
  if (gpus.length === 0 || hardware.platform === 'darwin') return missing(say('needs-nvidia'))
  const usable = gpus.filter((gpu) => gpu.usable)
  if (usable.length === 0)
    return problemWith('driver-missing', say('nvidia-silent', nameOf(gpus)), say('install-nvidia-driver'))
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
    return problemWith(
      'driver-too-old',
      say('needs-cuda', { need: minimum.cuda, have: cudaVersion }),
      say('update-nvidia-driver', { need: String(majorOf(driver)) }),
    )
  if (gpu.driverVersion !== null && compareVersions(gpu.driverVersion, driver) < 0) {
    const [need, have] = shortened(driver, gpu.driverVersion)
    return problemWith(
      'driver-too-old',
      say('needs-nvidia-driver', { need, have }),
      say('update-nvidia-driver', { need }),
    )
  }
  const { computeCapability: have } = gpu
  if (have !== null && compareVersions(have, minimum.computeCapability) < 0)
    return problemWith(
      'gpu-unsupported',
      say('needs-compute', { need: minimum.computeCapability, have, ...nameOf([gpu]) }),
      useCpu,
    )
  return null
}

function metalProblem(hardware: Hardware): WorkerProblem | null {
  if (hardware.platform !== 'darwin' || hardware.cpu.arch === 'x86_64') return missing(say('needs-apple'))
  const apple = gpusOf('apple', hardware)
  if (apple.length > 0 && apple.every((gpu) => !gpu.usable)) return missing(say('needs-metal'))
  return null
}

function rocmProblem(needs: VariantNeeds, hardware: Hardware): WorkerProblem | null {
  const gpus = gpusOf('amd', hardware)
  if (gpus.length === 0 || hardware.platform === 'darwin') return missing(say('needs-amd'))
  const supported = gpus.filter((gpu) => isBuiltFor(gpu, needs))
  if (supported.length === 0) {
    const unknown = gpus.every((gpu) => gpu.gfx === null)
    return problemWith(
      'gpu-unsupported',
      say(unknown ? 'gfx-unknown' : 'gfx-unsupported', nameOf(gpus)),
      unknown ? say('install-amd-driver') : useCpu,
    )
  }
  if (supported.every((gpu) => !gpu.usable))
    return problemWith(
      'driver-missing',
      say('rocm-silent', nameOf(supported)),
      say('install-amd-driver-groups'),
    )
  return null
}

const isBuiltFor = ({ gfx, integrated }: Gpu, needs: VariantNeeds): boolean =>
  gfx !== null && (integrated === true ? needs.integratedGfx : needs.gfx).includes(gfx)

const useCpu = say('use-cpu-worker')

const missing = (message: Saying): WorkerProblem => problemWith('gpu-missing', message, useCpu)

const gpusOf = (vendor: GpuVendor, { gpus }: Hardware): readonly Gpu[] =>
  gpus.filter((gpu) => gpu.vendor === vendor)

const nameOf = (gpus: readonly Gpu[]): OfGpu => ({ gpu: gpus[0]?.name ?? null })

/** People know drivers by their first number; the rest matters only where that is the same. */
const shortened = (need: string, have: string): readonly [string, string] =>
  majorOf(need) === majorOf(have) ? [need, have] : [String(majorOf(need)), String(majorOf(have))]

/**
 * A process of its own that installs one model, for tests that kill it, starve it, or run two of it. It says `ready`
 * when it begins, and its last line is what came of it.
 */
import { execFileSync } from 'node:child_process'
import { FailureError } from '#contract/failure'
import { install } from '#core/downloads/install/install'
import type { DownloadPlan } from '#core/downloads/plan/plan'
import { artifactOf, modelOf, newTransfers, planOf } from './setting.ts'

interface Order {
  readonly server: string
  readonly modelsDir: string
  readonly files: DownloadPlan['files']
  /** Mount a file system of so many bytes over the models folder first; grow it after the first failure. */
  readonly tmpfs?: { readonly sizeBytes: number; readonly growTo?: number; readonly readOnly?: boolean }
  /** Runs through the real time of the system, or through one that goes backwards. */
  readonly clockBackwards?: boolean
}

const order = JSON.parse(process.argv[2] ?? '{}') as Order
const transfers = newTransfers({ mostFailures: 5 })
let hour = 0

const mount = (...options: string[]): void =>
  void execFileSync('mount', [...options, 'none', order.modelsDir], { stdio: 'pipe' })

async function attempt(): Promise<string> {
  const plan = planOf(order.server, order.modelsDir, order.files)
  try {
    await install(
      {
        transfers,
        nowMs: () => (order.clockBackwards ? Date.now() - 3_600_000 * (hour += 1) : Date.now()),
        tokenFor: async () => null,
        candidates: async () => [],
      },
      { plan, model: modelOf(), artifact: artifactOf(plan.files), triggerWords: [] },
      { signal: new AbortController().signal, onPhase() {}, onProgress() {} },
    )
    return 'done'
  } catch (error) {
    return error instanceof FailureError ? error.failure.code : String(error)
  }
}

const { tmpfs } = order
if (tmpfs) mount('-t', 'tmpfs', '-o', `size=${tmpfs.sizeBytes}${tmpfs.readOnly ? ',ro' : ''}`)
console.log('ready')
const results = [await attempt()]
if (tmpfs?.growTo) {
  mount('-o', `remount,size=${tmpfs.growTo}`)
  results.push(await attempt())
}
// Only this process sees its mount, so it is the one to look.
if (tmpfs) {
  const sums = execFileSync('sh', [
    '-c',
    `find '${order.modelsDir}' -type f -name '*.*' | sort | xargs -r sha256sum`,
  ])
  console.log(JSON.stringify(sums.toString().split('\n').filter(Boolean)))
}
console.log(results.join(' '))
await transfers.dispose()

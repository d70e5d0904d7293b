/** Who runs against whom, each as a process of its own, timed from its start to its end. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { build } from 'vite'
import type { Lateness } from './lateness.ts'
import { FILE_PATH } from './servers.ts'

export interface Task {
  readonly origin: string
  readonly target: string
  readonly sizeBytes: number
  readonly sha256: string
  readonly certificate: string
}

export interface Measured {
  readonly seconds: number
  readonly peakMiB: number
  /** What our own process says of itself. */
  readonly said: (Lateness & { readonly lanes: number }) | null
}

export interface Contender {
  readonly name: string
  readonly verifies: boolean
  run(task: Task): Promise<Measured>
}

const core = (path: string): string =>
  join(import.meta.dirname, '../../../electron/core/downloads/transfer', path)

/** As it is shipped: bundled. */
export async function bundle(dir: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir: dir,
      rollupOptions: {
        input: {
          ours: join(import.meta.dirname, 'ours.ts'),
          transfer: core('thread.ts'),
          hash: core('hash-thread.ts'),
        },
        output: { entryFileNames: '[name].js', format: 'es' },
      },
    },
  })
  return join(dir, 'ours.js')
}

export function contenders(ours: string): readonly Contender[] {
  return [
    {
      name: 'rbee Marketplace',
      verifies: true,
      run: ({ origin, target, sizeBytes, sha256, certificate }) => {
        const order = { url: `${origin}${FILE_PATH}`, path: target, sizeBytes, sha256 }
        return time(target, [process.execPath, ours, JSON.stringify(order)], {
          NODE_EXTRA_CA_CERTS: certificate,
        })
      },
    },
    {
      name: 'aria2c -x8, checksum',
      verifies: true,
      run: ({ origin, target, sha256, certificate }) =>
        time(target, [
          'aria2c',
          '--quiet',
          '--no-conf',
          '-x8',
          '-s8',
          `--ca-certificate=${certificate}`,
          `--checksum=sha-256=${sha256}`,
          '-d',
          dirname(target),
          '-o',
          basename(target),
          `${origin}${FILE_PATH}`,
        ]),
    },
    {
      name: 'curl, then sha256sum',
      verifies: true,
      run: ({ origin, target, sha256, certificate }) => {
        const check = `echo "${sha256}  ${target}" | sha256sum -c --quiet -`
        const fetched = `curl -sf --cacert '${certificate}' -o '${target}' '${origin}${FILE_PATH}'`
        return time(target, ['sh', '-c', `${fetched} && ${check}`])
      },
    },
    {
      name: '@huggingface/hub',
      verifies: false,
      run: ({ origin, target, certificate }) =>
        time(target, [process.execPath, join(import.meta.dirname, 'hub-peer.ts'), origin, target], {
          NODE_EXTRA_CA_CERTS: certificate,
        }),
    },
  ]
}

async function time(
  target: string,
  [program = '', ...args]: readonly string[],
  env: Record<string, string> = {},
): Promise<Measured> {
  rmSync(target, { force: true })
  // What the one before left to be written is not this one's burden.
  await once(spawn('sync'), 'close')
  const start = performance.now()
  const child = spawn(program, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  })
  let text = ''
  let peakKiB = 0
  child.stdout.on('data', (chunk) => void (text += String(chunk)))
  const watch = setInterval(() => (peakKiB = Math.max(peakKiB, residentPeakKiB(child.pid))), 50)
  const [code] = (await once(child, 'close')) as [number | null]
  clearInterval(watch)
  const seconds = (performance.now() - start) / 1000
  if (code !== 0) throw new Error(`${program} ended with ${code}`)
  const said = /^\{.*\}$/m.exec(text)?.[0]
  return { seconds, peakMiB: peakKiB / 1024, said: said ? (JSON.parse(said) as Measured['said']) : null }
}

function residentPeakKiB(pid: number | undefined): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0)
  } catch {
    return 0
  }
}

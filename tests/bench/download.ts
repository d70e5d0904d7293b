/**
 * `npm run bench:download [-- --size MiB --rounds N --only NAME]`: verified downloads against the tools that people
 * use, from nginx on loopback, in the same run, one after the other in turns. Prints medians and where the targets are.
 */
import { spawnSync } from 'node:child_process'
import { createHash, randomFillSync } from 'node:crypto'
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { bundle, contenders, type Contender, type Measured, type Task } from './download/contenders.ts'
import { startServers } from './download/servers.ts'

const MIB = 1024 * 1024
const ROUND_TRIP_MS = 60
const WINDOW_BYTES = 4 * MIB
const THROTTLED_BYTES_PER_SECOND = 160 * MIB

const { values } = parseArgs({
  options: {
    size: { type: 'string', default: '2048' },
    rounds: { type: 'string', default: '5' },
    only: { type: 'string', default: '' },
  },
})
const sizeMiB = Number(values.size)
const rounds = Number(values.rounds)

interface Profile {
  readonly name: string
  readonly origin: string
  readonly sizeMiB: number
  /** What no download can beat here. */
  readonly floorSeconds: number | null
  readonly targets: 'times-faster' | 'near-floor' | 'none'
}

const origin = (port: number): string => `http://127.0.0.1:${port}`
const dir = mkdtempSync(join(tmpdir(), 'rbee-bench-'))
const failures: string[] = []
const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? NaN

function makeFile(path: string, mib: number): string {
  const hash = createHash('sha256')
  const file = openSync(path, 'w')
  const block = Buffer.alloc(MIB)
  for (let index = 0; index < mib; index += 1) {
    randomFillSync(block)
    hash.update(block)
    writeSync(file, block)
  }
  closeSync(file)
  return hash.digest('hex')
}

async function measure(profile: Profile, all: readonly Contender[], task: Omit<Task, 'origin'>) {
  const results = new Map<string, Measured[]>(all.map(({ name }) => [name, []]))
  for (let round = 0; round < rounds; round += 1)
    for (const one of all) results.get(one.name)?.push(await one.run({ ...task, origin: profile.origin }))
  return results
}

function report(
  profile: Profile,
  results: ReadonlyMap<string, readonly Measured[]>,
  all: readonly Contender[],
): void {
  const secondsOf = (name: string): number => median((results.get(name) ?? []).map(({ seconds }) => seconds))
  const ours = secondsOf('rbee Marketplace')
  console.log(`\n${profile.name}: ${profile.sizeMiB} MiB, medians of ${rounds}`)
  for (const { name, verifies } of all) {
    const runs = results.get(name) ?? []
    const seconds = secondsOf(name)
    const each = runs.map((run) => run.seconds.toFixed(2)).join(' ')
    const speed = (profile.sizeMiB / seconds).toFixed(0).padStart(5)
    const peak = median(runs.map(({ peakMiB }) => peakMiB))
      .toFixed(0)
      .padStart(4)
    console.log(
      `  ${name.padEnd(22)} ${seconds.toFixed(2).padStart(6)} s ${speed} MiB/s  ${(seconds / ours).toFixed(2)}x ours  ` +
        `peak ${peak} MiB  ${verifies ? 'verified' : 'not verified'}  (${each})`,
    )
  }
  judge(profile, { ours, secondsOf, own: results.get('rbee Marketplace') ?? [] })
}

function judge(
  profile: Profile,
  { ours, secondsOf, own }: { ours: number; secondsOf: (name: string) => number; own: readonly Measured[] },
): void {
  const check = (what: string, holds: boolean): void => {
    console.log(`  ${holds ? 'holds' : 'FALLS SHORT'}: ${what}`)
    if (!holds) failures.push(`${profile.name}: ${what}`)
  }
  if (profile.targets === 'times-faster') {
    for (const [name, wanted] of [
      ['aria2c -x8, checksum', 1.8],
      ['curl, then sha256sum', 2],
    ] as const)
      check(
        `${(secondsOf(name) / ours).toFixed(2)} times ${name} (wanted: ${wanted})`,
        secondsOf(name) / ours >= wanted,
      )
  }
  if (profile.targets === 'near-floor' && profile.floorSeconds !== null) {
    const over = (ours / profile.floorSeconds - 1) * 100
    check(
      `${over.toFixed(1)} % over the limit of ${profile.floorSeconds.toFixed(2)} s (wanted: 3 % at most)`,
      over <= 3,
    )
  }
  const peak = Math.max(...own.map(({ peakMiB }) => peakMiB))
  const lanes = own.map(({ said }) => said?.lanes ?? 0).join(' ')
  check(`peak memory ${peak.toFixed(0)} MiB (wanted: under 200)`, peak < 200)
  const blockedMs = Math.max(...own.map(({ said }) => said?.ownMs ?? Infinity))
  const lateMs = Math.max(...own.map(({ said }) => said?.anyMs ?? Infinity))
  check(
    `main thread blocked for ${blockedMs.toFixed(0)} ms at most (wanted: under 50); late by ${lateMs.toFixed(0)} ms ` +
      `where it waited for a processor; connections ${lanes}`,
    blockedMs < 50,
  )
}

for (const program of ['nginx', 'aria2c', 'curl', 'openssl'])
  if (spawnSync(program, ['--version']).error) throw new Error(`${program} is needed for this benchmark`)
mkdirSync(join(dir, 'out'))
const file = join(dir, 'model.bin')
const sha256 = makeFile(file, sizeMiB)
const lines = {
  roundTripMs: ROUND_TRIP_MS,
  windowBytes: WINDOW_BYTES,
  throttledBytesPerSecond: THROTTLED_BYTES_PER_SECOND,
}
const servers = await startServers(dir, file, lines)
try {
  const all = contenders(await bundle(join(dir, 'bundle')))
  const profiles: readonly Profile[] = [
    { name: 'loopback', origin: origin(servers.plain), sizeMiB, floorSeconds: null, targets: 'times-faster' },
    {
      name: 'latency',
      origin: origin(servers.latency),
      sizeMiB,
      floorSeconds: null,
      targets: 'times-faster',
    },
    {
      name: 'throttled',
      origin: origin(servers.throttled),
      sizeMiB,
      floorSeconds: (sizeMiB * MIB) / THROTTLED_BYTES_PER_SECOND,
      targets: 'near-floor',
    },
    {
      name: 'tls',
      origin: `https://127.0.0.1:${servers.tls}`,
      sizeMiB,
      floorSeconds: null,
      targets: 'times-faster',
    },
  ]
  const task = {
    target: join(dir, 'out', 'model.bin'),
    sizeBytes: sizeMiB * MIB,
    sha256,
    certificate: servers.certificate,
  }
  for (const profile of profiles.filter(({ name }) => name.includes(values.only)))
    report(profile, await measure(profile, all, task), all)
} finally {
  await servers.stop()
  rmSync(dir, { recursive: true, force: true })
}
console.log(failures.length === 0 ? '\nAll targets hold.' : `\nFalls short:\n  ${failures.join('\n  ')}`)
process.exitCode = failures.length === 0 ? 0 : 1

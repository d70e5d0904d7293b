/** The service as the app uses it: a snapshot, then events, kept true by watching. */
import { chmod, mkdir, mkdtemp, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WorkersState } from '#contract/workers'
import { silentLog } from '#core/log'
import { realDisk } from '#core/workers/disk'
import { loadFamilies, programOf } from '#core/workers/families'
import { createTrials } from '#core/workers/trial'
import { createWorkers, type WorkersService } from '#core/workers/workers'
import { machine, nvidia } from '../../fixtures/workers/machines.ts'
import { elf, hostMachine } from '../../fixtures/workers/programs.ts'

const { signal } = new AbortController()
const cuda = elf({ texts: ['libcublas.so.12'] })
const cpu = elf({ texts: ['llm-worker-rbee-cpu', 'llm-worker-rbee 0.1.0'] })
const pc = (driverVersion: string) => machine('linux', hostMachine(), [nvidia({ driverVersion })])

let home = ''
let service: WorkersService
let events: WorkersState[] = []

async function start({ watch = true, disk = realDisk } = {}): Promise<void> {
  const place = { platform: 'linux', home, env: { PATH: join(home, 'path') } } as const
  service = createWorkers({
    programs: loadFamilies().map(programOf),
    place,
    disk,
    run: createTrials(place),
    architecture: hostMachine(),
    catalog: join(home, '.cache/rbee/workers'),
    file: join(home, 'data/worker-folders.json'),
    watch,
    log: silentLog,
    emit: (_, state) => events.push(WorkersState.parse(structuredClone(state))),
  })
  await service.scan()
}

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'workers-'))
  events = []
})
afterEach(async () => {
  service.dispose()
  await rm(home, { recursive: true, force: true })
})

async function put(path: string, bytes: Buffer | string, mode = 0o755): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, bytes, { mode })
}

const seen = (): string[] =>
  service.state().workers.map(({ id, problem }) => (problem ? `${id}: ${problem.code}` : id))

/** How long it took to notice, which must be under two seconds. */
async function noticed(expected: readonly string[]): Promise<number> {
  const started = performance.now()
  await expect.poll(seen, { timeout: 2000, interval: 10 }).toEqual(expected)
  return performance.now() - started
}

describe.runIf(process.platform === 'linux')('while the app runs', () => {
  it('an install, an update, a removal and more are noticed within 2 s', async () => {
    await start()
    service.setHardware(pc('550.54.14'))
    const worker = join(home, '.local/bin/llm-worker-rbee')
    const took: [string, number][] = []
    const step = async (what: string, change: () => Promise<unknown>, expected: readonly string[]) => {
      await change()
      took.push([what, await noticed(expected)])
    }

    await step('installed, its folder being new', () => put(worker, cpu), ['llm-worker-rbee-cpu'])
    await step('made not executable', () => chmod(worker, 0o644), ['llm-worker-rbee-cpu: not-executable'])
    await step('made executable', () => chmod(worker, 0o755), ['llm-worker-rbee-cpu'])
    await step('overwritten in place', () => writeFile(worker, cuda), ['llm-worker-rbee-cuda'])
    await put(join(home, 'new'), cpu)
    await step('replaced by a rename', () => rename(join(home, 'new'), worker), ['llm-worker-rbee-cpu'])
    await step('cut short', () => writeFile(worker, cpu.subarray(0, 100)), ['llm-worker-rbee: damaged'])
    await step('removed', () => rm(worker), [])
    await step(
      'its folder removed, made again, and filled',
      async () => {
        await rm(dirname(worker), { recursive: true })
        await put(worker, cuda)
      },
      ['llm-worker-rbee-cuda'],
    )
    await rm(worker)
    await noticed([])
    const note = join(home, '.cache/rbee/workers/sd-worker-rbee-cpu-0.1.0-linux/metadata.json')
    const elsewhere = join(home, 'elsewhere/sd')
    await put(elsewhere, elf({ texts: ['sd-worker-cpu'] }))
    await step(
      'noted by rbee, all of whose folders are new',
      () =>
        put(
          note,
          JSON.stringify({
            artifact: {
              id: 'sd-worker-rbee-cpu-0.1.0-linux',
              path: elsewhere,
              workerType: 'cpu',
              version: '0.1.0',
            },
          }),
        ),
      ['sd-worker-rbee-cpu'],
    )
    await step('removed where rbee’s note points', () => rm(elsewhere), ['sd-worker-rbee-cpu: missing'])
    await step('rbee’s note removed', () => rm(dirname(note), { recursive: true }), [])
    await put(join(home, 'opt/sd-worker-cpu'), elf({ texts: ['sd-worker-rbee 0.1.0'] }))
    await step(
      'linked from PATH',
      async () => {
        await mkdir(join(home, 'path'))
        await symlink(join(home, 'opt/sd-worker-cpu'), join(home, 'path/sd-worker-rbee'))
      },
      ['sd-worker-rbee-cpu'],
    )
    await step('removed behind a link', () => rm(join(home, 'opt/sd-worker-cpu')), [
      'sd-worker-rbee: missing',
    ])

    console.log(took.map(([what, ms]) => `${ms.toFixed().padStart(5)} ms  ${what}`).join('\n'))
    expect(events.map(({ revision }) => revision)).toEqual(
      events.map(({ revision }) => revision).toSorted((a, b) => a - b),
    )
  })

  it('a folder that is only slow is looked at once it answers', async () => {
    const slow = join(home, 'path')
    await put(join(slow, 'llm-worker-rbee'), cpu)
    const list = async (folder: string) => {
      if (folder === slow && service.state().scanning) await delay(1600)
      return realDisk.list(folder)
    }
    await start({ disk: { ...realDisk, list } })
    expect(service.state()).toMatchObject({ workers: [], problems: [{ code: 'folder-silent' }] })
    await noticed(['llm-worker-rbee-cpu'])
    expect(service.state().problems).toEqual([])
  })

  it('other files changing beside a worker cost nothing', async () => {
    await put(join(home, '.local/bin/llm-worker-rbee'), cpu)
    await start()
    const { revision } = service.state()
    for (let i = 0; i < 50; i++) await put(join(home, `.local/bin/tool-${i}`), 'x')
    await delay(600)
    expect(service.state().revision).toBe(revision)
  })
})

describe('verdicts follow the hardware', () => {
  it('unknown, too old, mended: without touching the disk for what only the driver decides', async () => {
    await put(join(home, 'path/llm-worker-rbee'), cuda)
    await start({ watch: false })
    expect(seen()).toEqual(['llm-worker-rbee-cuda: hardware-unknown'])
    service.setHardware(pc('470.82.01'))
    expect(seen()).toEqual(['llm-worker-rbee-cuda: driver-too-old'])
    service.setHardware(pc('550.54.14'))
    expect(seen()).toEqual(['llm-worker-rbee-cuda'])
    expect(
      service.state().recommended.find(({ family, best }) => family === 'llm-worker-rbee' && best),
    ).toMatchObject({
      backend: 'cuda',
      installed: true,
    })
  })

  it('live memory figures do not count as a change', async () => {
    await start({ watch: false })
    service.setHardware(pc('550.54.14'))
    const before = events.length
    service.setHardware(
      machine('linux', hostMachine(), [nvidia({ driverVersion: '550.54.14', freeMiB: 123 })]),
    )
    expect(events.length).toBe(before)
  })

  it('a worker that missed a library is tried again when the driver changes', async () => {
    const library = join(home, 'library')
    await put(
      join(home, 'path/llm-worker-rbee-cuda'),
      `#!/bin/sh\n[ -e "${library}" ] || { echo "w: error while loading shared libraries: libcuda.so.1: no"; exit 127; }\nexit 2\n`,
    )
    await start({ watch: false })
    service.setHardware(pc('550.54.14'))
    expect(seen()).toEqual(['llm-worker-rbee-cuda: libraries-missing'])
    await put(library, '')
    service.setHardware(pc('570.1'))
    await expect.poll(seen).toEqual(['llm-worker-rbee-cuda'])
  })
})

describe('calls', () => {
  it('a folder is added, kept over restarts, and removed', async () => {
    await start({ watch: false })
    const folder = join(home, 'my workers')
    await put(join(folder, 'target/release/llm-worker-rbee'), cpu)
    const added = await service.handlers['workers.addFolder']({ path: `${folder}/` }, { signal })
    expect(added).toMatchObject({ folders: [folder], workers: [{ id: 'llm-worker-rbee-cpu' }] })
    expect(events.at(-1)?.revision).toBe(added.revision)

    service.dispose()
    await start({ watch: false })
    expect(seen()).toEqual(['llm-worker-rbee-cpu'])
    const removed = await service.handlers['workers.removeFolder']({ path: folder }, { signal })
    expect(removed).toMatchObject({ folders: [], workers: [] })
  })

  it.each(['relative/folder', '/no/such/folder', '/bin/sh\0'])('%j cannot be added', async (path) => {
    await start({ watch: false })
    await expect(service.handlers['workers.addFolder']({ path }, { signal })).rejects.toMatchObject({
      failure: { code: expect.stringMatching(/bad-request|not-found/) },
    })
  })

  it('a folder that went away is told, and stays in the list', async () => {
    await start({ watch: false })
    const folder = join(home, 'usb')
    await mkdir(folder)
    await service.handlers['workers.addFolder']({ path: folder }, { signal })
    await rm(folder, { recursive: true })
    const state = await service.handlers['workers.rescan'](undefined, { signal })
    expect(state).toMatchObject({ folders: [folder], problems: [{ code: 'folder-gone' }] })
  })

  it('a damaged list of folders is set aside', async () => {
    await put(join(home, 'data/worker-folders.json'), '{"folders":')
    await start({ watch: false })
    expect(service.state().folders).toEqual([])
    expect(await readFile(join(home, 'data/worker-folders.json.damaged'), 'utf8')).toBe('{"folders":')
  })

  it('before the first scan, no workers does not mean none', async () => {
    const scanning = start({ watch: false })
    expect((await service.handlers['workers.get'](undefined, { signal })).scanning).toBe(true)
    await scanning
    expect(service.state().scanning).toBe(false)
  })
})

/** What Linux tells in small files: no tool needed, no card woken. */
import { constants } from 'node:fs'
import { access, readdir, readFile, readlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { capture } from '../capture.ts'
import type { Probe } from './probe.ts'

/** A read can hang on a card that fell off its bus; whatever has come by then is enough. */
const TIMEOUT_MS = 1_000

const CARD_FILES = [
  'vendor',
  'device',
  'class',
  'uevent',
  'product_name',
  'driver',
  'mem_info_vram_total',
  'mem_info_vram_used',
  'mem_info_vram_vendor',
  'mem_info_gtt_total',
  'tile0/physical_vram_size_bytes',
]

const SINGLE_FILES = [
  '/proc/version',
  '/proc/sys/kernel/osrelease',
  '/proc/driver/nvidia/version',
  '/proc/device-tree/model',
  '/etc/nv_tegra_release',
  '/sys/devices/soc0/soc_id',
  '/sys/module/amdgpu/version',
  '/opt/rocm/.info/version',
  '/sys/class/dmi/id/sys_vendor',
  '/sys/class/dmi/id/product_name',
  '/sys/fs/cgroup/memory/memory.limit_in_bytes',
]

const MARKERS = ['/.dockerenv', '/run/.containerenv', '/dev/dxg']

export const linuxFiles: Probe = async ({ root, signal }, report) => {
  const files: Record<string, string> = {}
  const read = async (path: string): Promise<string | null> => {
    const text = await readText(join(root, path))
    if (text !== null) files[path] = text
    return text
  }
  const all = Promise.all([
    readFile(join(root, '/proc/cpuinfo'), 'utf8').then(
      (text) => report(capture('cpuinfo.txt', text)),
      ignore,
    ),
    readText(join(root, '/proc/meminfo')).then(
      (text) => text !== null && report(capture('meminfo.txt', text)),
    ),
    ...SINGLE_FILES.map(read),
    ...MARKERS.map(async (path) => {
      if (await exists(join(root, path))) files[path] = 'present'
    }),
    markAccess(root, files),
    readCards(root, read),
    readPciDevices(root, read),
    readCgroupLimits(root, read),
  ])
  await Promise.race([all, delay(TIMEOUT_MS, undefined, { ref: false, signal }).catch(ignore)])
  report(capture('sysfs.json', files))
}

type Read = (path: string) => Promise<string | null>

async function readCards(root: string, read: Read): Promise<void> {
  const cards = (await list(join(root, '/sys/class/drm'))).filter((name) => /^card\d+$/.test(name))
  await Promise.all(
    cards.flatMap((card) => [
      ...CARD_FILES.map((file) => read(`/sys/class/drm/${card}/device/${file}`)),
      read(`/sys/class/drm/${card}/lmem_total_bytes`),
    ]),
  )
}

/** Cards without a driver have no entry under drm; the bus still knows them. */
async function readPciDevices(root: string, read: Read): Promise<void> {
  const devices = await list(join(root, '/sys/bus/pci/devices'))
  await Promise.all(
    devices.map(async (address) => {
      const folder = `/sys/bus/pci/devices/${address}`
      const kind = await readText(join(root, folder, 'class'))
      if (kind === null || !/^0x(03|12)/.test(kind)) return
      await Promise.all(['class', 'vendor', 'device', 'driver'].map((file) => read(`${folder}/${file}`)))
    }),
  )
}

async function readCgroupLimits(root: string, read: Read): Promise<void> {
  const own = /^0::(\/.*)$/m.exec((await readText(join(root, '/proc/self/cgroup'))) ?? '')?.[1]
  if (own === undefined) return
  for (let group = own; ; group = dirname(group)) {
    await read(join('/sys/fs/cgroup', group, 'memory.max'))
    if (group === '/') return
  }
}

/** ROCm opens this device itself: without the right group it sees no card at all. */
async function markAccess(root: string, files: Record<string, string>): Promise<void> {
  const kfd = join(root, '/dev/kfd')
  if (!(await exists(kfd))) return
  const denied = await access(kfd, constants.R_OK | constants.W_OK).then(
    () => false,
    () => true,
  )
  files['/dev/kfd'] = denied ? 'denied' : 'present'
}

async function readText(path: string): Promise<string | null> {
  try {
    return (await readFile(path, 'utf8')).replaceAll('\0', '').trimEnd()
  } catch (error) {
    // `driver` is a link to a folder; its target's name is what it says.
    if ((error as NodeJS.ErrnoException).code !== 'EISDIR') return null
    return readlink(path).then(
      (target) => `-> ${target}`,
      () => null,
    )
  }
}

const list = (path: string): Promise<string[]> => readdir(path).catch(() => [])
const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )
const ignore = (): void => {}

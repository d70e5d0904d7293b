import { describe, expect, it } from 'vitest'
import { only, seen } from './seen.ts'

const strix = (vram: number, gtt: number) => ({
  '/sys/class/drm/card1/device/vendor': '0x1002',
  '/sys/class/drm/card1/device/device': '0x1586',
  '/sys/class/drm/card1/device/mem_info_vram_total': String(vram * 2 ** 30),
  '/sys/class/drm/card1/device/mem_info_gtt_total': String(gtt * 2 ** 30),
})

describe('AMD', () => {
  it.each([
    [0.5, 62, 124, 63488],
    [96, 15.5, 31, 98304],
    [8, 124, 120, 122880],
  ])('Strix Halo with %f GB set aside and %f GB lent of %f GB', (vram, gtt, ram, poolMiB) => {
    const { gpu } = only({
      'sysfs.json': strix(vram, gtt),
      'meminfo.txt': `MemTotal: ${ram * 1024 * 1024} kB`,
    })
    expect(gpu).toMatchObject({ unified: true, integrated: true, memoryMiB: vram * 1024, poolMiB })
  })

  it('a kernel that lends too little says so', () => {
    const codes = seen({
      'sysfs.json': { ...strix(96, 16), '/proc/sys/kernel/osrelease': '6.14.0-24-generic' },
      'kfd-nodes.json': [
        {
          node: 1,
          properties: {
            simd_count: '80',
            gfx_target_version: '110501',
            device_id: '5510',
            location_id: '50688',
          },
        },
      ],
    }).problems.map(({ code }) => code)
    expect(codes).toContain('amd-kernel-too-old')
  })

  it('a card with its own chips is discrete, however much it may borrow', () => {
    const { gpu } = only({
      'sysfs.json': {
        '/sys/class/drm/card0/device/vendor': '0x1002',
        '/sys/class/drm/card0/device/mem_info_vram_total': String(4 * 2 ** 30),
        '/sys/class/drm/card0/device/mem_info_gtt_total': String(64 * 2 ** 30),
        '/sys/class/drm/card0/device/mem_info_vram_vendor': 'hynix',
      },
    })
    expect(gpu).toMatchObject({ unified: false, integrated: false, poolMiB: null })
  })

  it('without the right group no runtime can use it', () => {
    const { gpu, codes } = only({
      'sysfs.json': { ...strix(96, 16), '/dev/kfd': 'denied' },
    })
    expect(gpu.usable).toBe(false)
    expect(codes).toContain('amd-device-permission')
  })
})

describe('Intel', () => {
  it.each([
    ['i915', { 'device/drm/card0/lmem_total_bytes': '17163091968' }, 16368],
    ['xe', { 'device/tile0/physical_vram_size_bytes': '12809404416' }, 12216],
  ])('%s names its memory its own way', (driver, files, memoryMiB) => {
    const { gpu } = only({
      'sysfs.json': {
        ...Object.fromEntries(
          Object.entries(files).map(([path, text]) => [`/sys/class/drm/card0/${path}`, text]),
        ),
        '/sys/class/drm/card0/device/uevent': `DRIVER=${driver}\nPCI_ID=8086:E20B\nPCI_SLOT_NAME=0000:03:00.0`,
      },
    })
    expect(gpu).toMatchObject({
      vendor: 'intel',
      memoryMiB,
      unified: false,
      integrated: false,
      deviceId: '0xe20b',
    })
  })

  it.each([
    ['Intel(R) Arc(TM) A770 Graphics', false],
    ['Intel(R) Arc(TM) B580 Graphics', false],
    ['Intel(R) Arc(TM) Pro B60 Graphics', false],
    ['Intel(R) Iris(R) Xe MAX Graphics', false],
    ['Intel(R) Arc(TM) B390 GPU', true],
    ['Intel(R) Arc(TM) 140V GPU (16GB)', true],
    ['Intel(R) Arc(TM) Graphics', true],
    ['Intel(R) Iris(R) Xe Graphics', true],
    ['Intel(R) UHD Graphics 770', true],
  ])('%s on Windows', (Name, integrated) => {
    const { gpu } = only({ 'win32_videocontroller.json': { Name, AdapterRAM: 2147479552 } })
    expect(gpu).toMatchObject({ integrated, unified: integrated, memoryMiB: null })
  })

  it('a chip that is listed once for each output is one', () => {
    const twice = { Name: 'Intel(R) UHD Graphics 630', AdapterCompatibility: 'Intel Corporation' }
    expect(only({ 'win32_videocontroller.json': [twice, twice] }).gpu.integrated).toBe(true)
  })
})

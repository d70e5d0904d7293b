import { describe, expect, it } from 'vitest'
import { nvidiaCsv, seen } from './seen.ts'

const gpusOf = (files: Readonly<Record<string, unknown>>) => seen(files).hardware.gpus

/** MI300X as three partitions, as rocm-smi lists them. */
const partition = (place: number) => ({
  'Card Series': 'AMD Instinct MI300X',
  'PCI Bus': `0000:05:00.${place}`,
  'VRAM Total Memory (B)': '206141652992',
  'VRAM Total Used Memory (B)': '0',
  'GFX Version': 'gfx942',
})

describe('one card, many sources', () => {
  it('joins by the whole PCI address, domain included', () => {
    const gpus = gpusOf({
      'nvidia-smi.csv': nvidiaCsv(
        '0, GPU-1, NVIDIA A, 00000000:04:00.0, 0x111110DE, 590.1, 97887 MiB, 1 MiB, 1 MiB, 97000 MiB, 12.0, None, Disabled, [N/A]',
        '1, GPU-2, NVIDIA B, 00000001:04:00.0, 0x111110DE, 590.1, 24564 MiB, 1 MiB, 1 MiB, 24000 MiB, 12.0, None, Disabled, [N/A]',
      ),
      'lspci.txt': [
        '0001:04:00.0 VGA compatible controller [0300]: NVIDIA Corporation B chip [10de:1111]',
        '0000:04:00.0 3D controller [0302]: NVIDIA Corporation A chip [10de:1111]',
        '0000:04:00.1 Audio device [0403]: NVIDIA Corporation A chip audio [10de:2222]',
      ].join('\n'),
    })
    expect(gpus.map(({ name, memoryMiB, sources }) => [name, memoryMiB, sources['name']])).toEqual([
      ['NVIDIA A', 97887, 'nvidia-smi'],
      ['NVIDIA B', 24564, 'nvidia-smi'],
    ])
  })

  it('does not confuse the indices of two tools', () => {
    const gpus = gpusOf({
      'amd-smi.json': {
        gpu_data: [
          { gpu: 0, asic: { market_name: 'Big' }, bus: { bdf: '0000:04:00.0' } },
          { gpu: 1, asic: { market_name: 'Small' }, bus: { bdf: '0000:07:00.0' } },
        ],
      },
      'sysfs.json': {
        '/sys/class/drm/card0/device/vendor': '0x1002',
        '/sys/class/drm/card0/device/uevent': 'DRIVER=amdgpu\nPCI_ID=1002:7470\nPCI_SLOT_NAME=0000:07:00.0',
        '/sys/class/drm/card0/device/mem_info_vram_total': '8573157376',
        '/sys/class/drm/card1/device/vendor': '0x1002',
        '/sys/class/drm/card1/device/uevent': 'DRIVER=amdgpu\nPCI_ID=1002:747e\nPCI_SLOT_NAME=0000:04:00.0',
        '/sys/class/drm/card1/device/mem_info_vram_total': '17163091968',
      },
    })
    expect(Object.fromEntries(gpus.map(({ name, memoryMiB }) => [name, memoryMiB]))).toEqual({
      Big: 16368,
      Small: 8176,
    })
  })

  it('keeps two identical cards two, each with its own memory', () => {
    const gpus = gpusOf({
      'nvidia-smi.csv': nvidiaCsv(
        '0, GPU-1, NVIDIA GeForce RTX 4090, 00000000:01:00.0, 0x268410DE, 560.1, 24564 MiB, 1, 1, 24000 MiB, 8.9, None, [N/A], WDDM',
        '1, GPU-2, NVIDIA GeForce RTX 4090, 00000000:02:00.0, 0x268410DE, 560.1, 49140 MiB, 1, 1, 49000 MiB, 8.9, None, [N/A], WDDM',
      ),
      'win32_videocontroller.json': [1, 2].map((n) => ({
        Name: 'NVIDIA GeForce RTX 4090',
        PNPDeviceID: `PCI\\VEN_10DE&DEV_2684&SUBSYS_1&REV_A1\\4&${n}`,
        AdapterRAM: 4293918720,
      })),
      'systeminformation-graphics.json': {
        controllers: [1, 2].map(() => ({
          vendor: 'NVIDIA',
          model: 'NVIDIA GeForce RTX 4090',
          bus: 'PCI',
          vram: 4095,
        })),
      },
    })
    expect(gpus.map(({ memoryMiB }) => memoryMiB)).toEqual([24564, 49140])
  })

  it('gives NVIDIA’s figures to no Intel chip of the same board', () => {
    const gpus = gpusOf({
      'systeminformation-graphics.json': {
        controllers: [
          {
            vendor: 'Intel Corporation',
            model: 'Intel(R) UHD Graphics',
            vram: 1024,
            subDeviceId: '170D1043',
          },
        ],
      },
      'nvidia-smi.csv': nvidiaCsv(
        '0, GPU-1, NVIDIA GeForce GTX 1650, 00000000:01:00.0, 0x1F9910DE, 512.78, 4096 MiB, 1, 1, 3962 MiB, 7.5, None, [N/A], WDDM',
      ),
    })
    expect(gpus.map(({ vendor, memoryMiB }) => [vendor, memoryMiB])).toEqual([
      ['nvidia', 4096],
      ['intel', null],
    ])
  })

  it('lets registry keys of drivers long gone prove no card', () => {
    const files = {
      'win32_videocontroller.json': {
        Name: 'AMD Radeon RX 7900 XTX',
        PNPDeviceID: 'PCI\\VEN_1002&DEV_744C&SUBSYS_1\\6&1',
        AdapterRAM: 4293918720,
        DriverVersion: '32.0.1',
      },
      'registry.json': [
        {
          DriverDesc: 'NVIDIA GeForce GTX 970',
          MatchingDeviceId: 'pci\\ven_10de&dev_13c2',
          'HardwareInformation.qwMemorySize': 4294967296,
        },
        {
          DriverDesc: 'AMD Radeon RX 7900 XTX',
          MatchingDeviceId: 'PCI\\VEN_1002&DEV_744C&REV_C8',
          'HardwareInformation.qwMemorySize': 25753026560,
        },
      ],
    }
    expect(
      gpusOf(files).map(({ name, memoryMiB, sources }) => [name, memoryMiB, sources['memoryMiB']]),
    ).toEqual([['AMD Radeon RX 7900 XTX', 24560, 'registry']])
  })

  it('sees one card in its partitions, and a slice as what a worker gets', () => {
    const [gpu, ...others] = gpusOf({
      'rocm-smi.json': { card0: partition(0), card1: partition(1), card2: partition(2) },
    })
    expect(others).toEqual([])
    expect(gpu).toMatchObject({ memoryMiB: 196592, slices: [1, 2, 3].map(() => ({ memoryMiB: null })) })
  })
})

describe('what is no card', () => {
  it.each([
    [
      'a virtual display that claims NVIDIA',
      {
        Name: 'GameViewer Virtual Display Adapter',
        AdapterCompatibility: 'NVIDIA',
        PNPDeviceID: 'ROOT\\DISPLAY\\0000',
        AdapterRAM: 25769803776,
      },
    ],
    [
      'an indirect display with a card’s name',
      { Name: 'NVIDIA GeForce RTX 3080 Ti', PNPDeviceID: 'ROOT\\DISPLAY\\0000' },
    ],
    [
      'a remote session',
      { Name: 'Microsoft Remote Display Adapter', PNPDeviceID: 'SWD\\REMOTEDISPLAYENUM\\1' },
    ],
    ['a USB dock', { Name: 'DisplayLink USB Device', PNPDeviceID: 'USB\\VID_17E9&PID_6000' }],
    ['Hyper-V', { Name: 'Microsoft Hyper-V Video', PNPDeviceID: 'VMBUS\\{DA0A7802}' }],
  ])('%s (Windows)', (_, adapter) => {
    const { hardware, ignored } = seen({ 'win32_videocontroller.json': [adapter] })
    expect(hardware.gpus).toEqual([])
    expect(ignored).toEqual([adapter.Name])
  })

  it.each([
    '0b:03.0 VGA compatible controller: Matrox Electronics Systems Ltd. MGA G200eW WPCM450 (rev 0a)',
    '03:00.0 VGA compatible controller [0300]: ASPEED Technology, Inc. ASPEED Graphics Family [1a03:2000] (rev 41)',
    '01:03.0 VGA compatible controller: Advanced Micro Devices, Inc. [AMD/ATI] ES1000 (rev 02)',
    '00:0f.0 VGA compatible controller: VMware SVGA II Adapter',
    '00:01.0 VGA compatible controller: Red Hat, Inc. QXL paravirtual graphic card (rev 05)',
    '00:0b.0 Processing accelerators [1200]: Intel Corporation Meteor Lake NPU [8086:7d1d] (rev 04)',
  ])('%s', (line) => {
    expect(gpusOf({ 'lspci.txt': line })).toEqual([])
  })

  it('a server’s screen chip, as the library tells it', () => {
    const files = {
      'systeminformation-graphics.json': {
        controllers: [
          {
            vendor: 'Matrox Electronics Systems Ltd.',
            model: 'MGA G200eW WPCM450',
            bus: 'Onboard',
            busAddress: '0b:03.0',
            vram: 8,
          },
        ],
      },
    }
    expect(gpusOf(files)).toEqual([])
  })

  it('holes in the library’s list', () => {
    expect(gpusOf({ 'systeminformation-graphics.json': { controllers: [null, {}, { vram: 3 }] } })).toEqual(
      [],
    )
  })
})

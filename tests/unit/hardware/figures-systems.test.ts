import { describe, expect, it } from 'vitest'
import { nvidiaCsv, only, seen } from './seen.ts'

describe('Windows', () => {
  it.each([
    ['REG_QWORD', 17163091968],
    ['REG_QWORD as text', '0x3ff000000'],
    ['REG_BINARY as bytes', [0, 0, 0, 255, 3, 0, 0, 0]],
    ['REG_BINARY as hex', { type: 'REG_BINARY', hex: '00 00 00 ff 03 00 00 00' }],
  ])('qwMemorySize as %s', (_, value) => {
    const { gpu } = only({
      'registry.json': { DriverDesc: 'AMD Radeon RX 6800', 'HardwareInformation.qwMemorySize': value },
    })
    expect(gpu.memoryMiB).toBe(16368)
  })

  it('NVIDIA’s own driver version is in the last five digits', () => {
    const { gpu } = only({
      'win32_videocontroller.json': { Name: 'NVIDIA GeForce RTX 3060', DriverVersion: '32.0.15.6614' },
    })
    expect(gpu.driverVersion).toBe('566.14')
  })

  it('the machine’s architecture, not that of an emulated process', () => {
    const { hardware } = seen({
      'osinfo.json': { platform: 'win32', arch: 'x64', machine: 'x86_64' },
      'registry-cpu.json': {
        Identifier: 'ARMv8 (64-bit) Family 8 Model 1 Revision 201',
        ProcessorNameString: 'Snapdragon(R) X Elite',
      },
    })
    expect(hardware).toMatchObject({
      platform: 'win32',
      cpu: { arch: 'aarch64', model: 'Snapdragon(R) X Elite' },
    })
  })
})

describe('Macs', () => {
  it('Apple Silicon under Rosetta, one pool', () => {
    const { gpu, hardware } = only({
      'osinfo.json': { platform: 'darwin', arch: 'x64', machine: 'x86_64' },
      'sysctl.txt':
        'hw.memsize: 68719476736\nhw.optional.arm64: 1\nsysctl.proc_translated: 1\nmachdep.cpu.brand_string: Apple M3 Max\n' +
        'hw.optional.arm.FEAT_DotProd: 1\nhw.optional.arm.FEAT_SME: 0\niogpu.wired_limit_mb: 0\n',
      'system_profiler.json': {
        SPDisplaysDataType: [
          {
            _name: 'kHW_AppleM3MaxItem',
            sppci_model: 'Apple M3 Max',
            sppci_cores: '40',
            sppci_bus: 'spdisplays_builtin',
            spdisplays_vendor: 'sppci_vendor_Apple',
            spdisplays_ndrvs: [{ _name: 'Color LCD' }, { _name: 'Sidecar Display (AirPlay)' }],
          },
        ],
      },
    })
    expect(hardware.cpu).toMatchObject({
      arch: 'aarch64',
      model: 'Apple M3 Max',
      features: ['neon', 'dotprod'],
    })
    expect(gpu).toMatchObject({
      name: 'Apple M3 Max',
      memoryMiB: null,
      unified: true,
      poolMiB: 65536,
      cores: 40,
    })
  })

  it('the limit that the user raised', () => {
    const { gpu } = only({
      'sysctl.txt': 'hw.memsize: 68719476736\nhw.optional.arm64: 1\niogpu.wired_limit_mb: 57344\n',
      'system_profiler.json': {
        SPDisplaysDataType: [{ sppci_model: 'Apple M3 Max', spdisplays_vendor: 'sppci_vendor_Apple' }],
      },
    })
    expect(gpu.poolMiB).toBe(57344)
  })

  it('an Intel Mac with two GPUs', () => {
    const { hardware } = seen({
      'system_profiler.json': {
        SPDisplaysDataType: [
          {
            sppci_model: 'Intel Iris Graphics 6100',
            _spdisplays_vram: '1536 MB',
            sppci_bus: 'spdisplays_builtin',
            spdisplays_vendor: 'Intel',
          },
          {
            sppci_model: 'Radeon Pro 560X',
            spdisplays_vram: '4 GB',
            sppci_bus: 'spdisplays_pcie_device',
            spdisplays_vendor: 'AMD (0x1002)',
          },
        ],
      },
    })
    expect(hardware.cpu.arch).toBe('x86_64')
    expect(hardware.gpus).toMatchObject([
      { vendor: 'intel', memoryMiB: 1536, integrated: true },
      { vendor: 'amd', memoryMiB: 4096, integrated: false, unified: false },
    ])
  })

  it('a Mac in a virtual machine has no GPU of ours', () => {
    const { hardware } = seen({
      'system_profiler.json': {
        SPDisplaysDataType: [
          { sppci_model: 'Apple Paravirtual device', spdisplays_vendor: 'sppci_vendor_Apple' },
        ],
      },
    })
    expect(hardware.gpus).toEqual([])
  })
})

describe('Linux around the cards', () => {
  it('a container’s limit is the memory there is', () => {
    const { hardware } = seen({
      'sysfs.json': {
        '/proc/version': 'Linux version 6.8',
        '/.dockerenv': 'present',
        '/sys/fs/cgroup/memory.max': 'max',
        '/sys/fs/cgroup/app.slice/memory.max': '8589934592',
      },
      'meminfo.txt': 'MemTotal: 65536000 kB\nMemAvailable: 60000000 kB\n',
    })
    expect(hardware.memory).toMatchObject({ totalMiB: 8192, availableMiB: 8192 })
    expect(hardware).toMatchObject({ container: true, wsl: false })
  })

  it('two kinds of cores have what both have', () => {
    const { hardware } = seen({
      'cpuinfo.txt':
        'processor\t: 0\nFeatures\t: fp asimd asimddp i8mm bf16 sve\n\nprocessor\t: 1\nFeatures\t: fp asimd asimddp\n',
    })
    expect(hardware.cpu).toMatchObject({ arch: 'aarch64', threads: 2, features: ['neon', 'dotprod'] })
  })

  it('WSL: the card is known to the tool alone', () => {
    const { gpu, hardware } = only({
      'sysfs.json': {
        '/proc/version': 'Linux version 6.6.87.2-microsoft-standard-WSL2',
        '/dev/dxg': 'present',
      },
      'lspci.txt': '2761:00:00.0 3D controller: Microsoft Corporation Device 008e',
      'nvidia-smi.csv': nvidiaCsv(
        '0, GPU-1, NVIDIA GeForce RTX 5080, 00000000:01:00.0, 0x2C0210DE, 591.86, 16303 MiB, 1 MiB, 1138 MiB, 14000 MiB, 12.0, None, [N/A], [N/A]',
      ),
    })
    expect(hardware).toMatchObject({ wsl: true, platform: 'linux' })
    expect(gpu).toMatchObject({ memoryMiB: 16303, usable: true })
  })
})

it('amd-smi in csv: the same names without their groups', () => {
  const { gpu } = only({
    'amd-smi.csv':
      'gpu,market_name,vendor_id,device_id,target_graphics_version,bdf,size,version\n' +
      '0,AMD Instinct MI300X,0x1002,0x74a1,gfx942,0000:83:00.0,196592,6.10.5\n',
  })
  expect(gpu).toMatchObject({
    name: 'AMD Instinct MI300X',
    memoryMiB: 196592,
    gfx: 'gfx942',
    pciBusId: '0000:83:00.0',
    driverVersion: '6.10.5',
  })
})

it('a translated process on an Apple chip sees another processor', () => {
  const { hardware } = seen({
    'sysctl.txt':
      'hw.memsize: 17179869184\nmachdep.cpu.brand_string: VirtualApple @ 2.50GHz processor\nsysctl.proc_translated: 1\n',
  })
  expect(hardware.cpu).toMatchObject({ arch: 'aarch64', model: null })
})

import { describe, expect, it } from 'vitest'
import { workerMemoryMiB } from '#domain/hardware'
import { captureOf, nvidiaCsv, seen } from './seen.ts'
import { interpret } from '#core/hardware/interpret'

const only = (files: Readonly<Record<string, unknown>>) => {
  const { hardware, problems } = seen(files)
  const [gpu, ...others] = hardware.gpus
  expect(others).toEqual([])
  if (!gpu) throw new Error('no GPU seen')
  return { gpu, hardware, codes: problems.map(({ code }) => code) }
}

describe('NVIDIA', () => {
  it('a machine on one memory: no size of its own, the pool is the machine’s', () => {
    const { gpu } = only({
      'nvidia-smi.csv': nvidiaCsv(
        '0, GPU-1, NVIDIA GB10, 0000000F:01:00.0, 0x2E1210DE, 580.126.09, [N/A], [N/A], [N/A], [N/A], 12.1, ATS, [N/A], [N/A]',
      ),
      'meminfo.txt': 'MemTotal: 125000000 kB\nMemFree: 7000000 kB\nMemAvailable: 90000000 kB\n',
    })
    expect(gpu).toMatchObject({
      memoryMiB: null,
      freeMiB: null,
      unified: true,
      poolMiB: 122070,
      usable: true,
    })
    expect(workerMemoryMiB(gpu)).toBe(122070)
  })

  it('a size that is only missing is no reason to drop the card or to guess', () => {
    const { gpu, codes } = only({
      'nvidia-smi.csv': nvidiaCsv(
        '0, GPU-1, NVIDIA GeForce RTX 4090, 00000000:01:00.0, 0x268410DE, 550.1, [N/A], [N/A], [Unknown Error], [N/A], 8.9, None, [N/A], [N/A]',
      ),
    })
    expect(gpu).toMatchObject({ memoryMiB: null, unified: false, computeCapability: '8.9' })
    expect(codes).toEqual(['gpu-memory-unknown'])
  })

  it('columns by name: an older driver’s answer, a name with a comma', () => {
    const { gpu } = only({
      'nvidia-smi-old.csv':
        'index, uuid, name, pci.bus_id, driver_version, memory.total [MiB], memory.used [MiB], memory.free [MiB]\n' +
        '0, GPU-1, Tesla K80, rev 2, 00000000:05:00.0, 470.82.01, 11441 MiB, 0 MiB, 11441 MiB\n',
    })
    expect(gpu).toMatchObject({
      name: 'Tesla K80, rev 2',
      memoryMiB: 11441,
      freeMiB: 11441,
      computeCapability: null,
    })
  })

  it('Jetson before it had the tool', () => {
    const { gpu } = only({
      'sysfs.json': {
        '/proc/device-tree/model': 'NVIDIA Jetson Xavier NX Developer Kit',
        '/etc/nv_tegra_release': '# R35 (release), REVISION: 4.1',
      },
      'meminfo.txt': 'MemTotal: 7800000 kB\n',
    })
    expect(gpu).toMatchObject({
      vendor: 'nvidia',
      unified: true,
      memoryMiB: null,
      poolMiB: 7617,
      usable: true,
    })
  })

  it('MIG: the largest slice counts; none made means not usable', () => {
    const xml = (slices: string) =>
      '<nvidia_smi_log><driver_version>535.1</driver_version><cuda_version>12.2</cuda_version>' +
      '<gpu id="00000000:01:00.0"><product_name>NVIDIA A100</product_name>' +
      '<mig_mode><current_mig>Enabled</current_mig></mig_mode>' +
      `<mig_devices>${slices}</mig_devices><fb_memory_usage><total>40960 MiB</total><free>1 MiB</free></fb_memory_usage></gpu></nvidia_smi_log>`
    const slice = (mib: number) =>
      `<mig_device><index>0</index><fb_memory_usage><total>${mib} MiB</total></fb_memory_usage></mig_device>`
    const divided = only({ 'nvidia-smi.xml': xml(slice(4864) + slice(19968)) })
    expect(divided.gpu).toMatchObject({ memoryMiB: 40960, usable: true })
    expect(workerMemoryMiB(divided.gpu)).toBe(19968)
    const empty = only({ 'nvidia-smi.xml': xml('None') })
    expect(empty.gpu.usable).toBe(false)
    expect(workerMemoryMiB(empty.gpu)).toBe(null)
    expect(empty.codes).toEqual(['nvidia-mig-no-slice'])
  })

  it.each([
    [
      "NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver.",
      9,
      'nvidia-driver-not-loaded',
    ],
    ['', 9, 'nvidia-driver-not-loaded'],
    ['Failed to initialize NVML: Driver/library version mismatch', 18, 'nvidia-driver-library-mismatch'],
    ['No devices were found', 6, 'nvidia-no-devices'],
    [
      'Unable to determine the device handle for GPU0000:01:00.0: GPU is lost. Reboot the system',
      15,
      'nvidia-device-handle',
    ],
    ["NVIDIA-SMI couldn't find libnvidia-ml.so library in your system.", 12, 'nvidia-library-missing'],
    ['Failed to initialize NVML: Insufficient Permissions', 4, 'nvidia-permission'],
    ['Failed to initialize NVML: Unknown Error', 255, 'nvidia-nvml-failed'],
    ['lorem ipsum', 0, 'tool-unreadable'],
  ])('%j (exit %i) means %s; the card on the bus stays, unusable', (text, exitCode, code) => {
    const { hardware, problems } = interpret(
      [
        captureOf('nvidia-smi.csv', text, { kind: 'ran', exitCode }),
        captureOf(
          'lspci.txt',
          '01:00.0 VGA compatible controller [0300]: NVIDIA Corporation AD102 [10de:2684]',
        ),
      ],
      null,
    )
    expect(problems.map((problem) => problem.code)).toContain(code)
    expect(problems.every(({ message, cure }) => message !== '' && cure !== '')).toBe(true)
    expect(hardware.gpus).toMatchObject([{ name: 'AD102', usable: false, memoryMiB: null }])
  })
})

describe('AMD', () => {
  const strix = (vram: number, gtt: number) => ({
    '/sys/class/drm/card1/device/vendor': '0x1002',
    '/sys/class/drm/card1/device/device': '0x1586',
    '/sys/class/drm/card1/device/mem_info_vram_total': String(vram * 2 ** 30),
    '/sys/class/drm/card1/device/mem_info_gtt_total': String(gtt * 2 ** 30),
  })

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
    only({ 'win32_videocontroller.json': [twice, twice] })
  })
})

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

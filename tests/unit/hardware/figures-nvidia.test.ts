import { describe, expect, it } from 'vitest'
import { interpret } from '#core/hardware/interpret'
import { workerMemoryMiB } from '#domain/hardware'
import { captureOf, nvidiaCsv, only } from './seen.ts'

const migXml = (slices: string) =>
  '<nvidia_smi_log><driver_version>535.1</driver_version><cuda_version>12.2</cuda_version>' +
  '<gpu id="00000000:01:00.0"><product_name>NVIDIA A100</product_name>' +
  '<mig_mode><current_mig>Enabled</current_mig></mig_mode>' +
  `<mig_devices>${slices}</mig_devices><fb_memory_usage><total>40960 MiB</total><free>1 MiB</free></fb_memory_usage></gpu></nvidia_smi_log>`
const migSlice = (mib: number) =>
  `<mig_device><index>0</index><fb_memory_usage><total>${mib} MiB</total></fb_memory_usage></mig_device>`

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
    const divided = only({ 'nvidia-smi.xml': migXml(migSlice(4864) + migSlice(19968)) })
    expect(divided.gpu).toMatchObject({ memoryMiB: 40960, usable: true })
    expect(workerMemoryMiB(divided.gpu)).toBe(19968)
    const empty = only({ 'nvidia-smi.xml': migXml('None') })
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

it('a complaint about one card costs the others nothing', () => {
  const { hardware, problems } = interpret(
    [
      captureOf(
        'nvidia-smi.csv',
        nvidiaCsv(
          '0, GPU-1, RTX A, 00000000:05:00.0, 0x220410DE, 550.1, 24576 MiB, 1 MiB, 1 MiB, 24000 MiB, 8.6, None, [N/A], [N/A]',
          '1, GPU-2, RTX B, 00000000:0B:00.0, 0x220410DE, 550.1, [GPU requires reset], [GPU requires reset], [GPU requires reset], [GPU requires reset], 8.6, None, [N/A], [N/A]',
        ),
      ),
    ],
    null,
  )
  expect(hardware.gpus).toMatchObject([
    { memoryMiB: 24576, usable: true },
    { name: 'RTX B', memoryMiB: null, usable: false },
  ])
  expect(problems.map(({ code }) => code)).toContain('nvidia-gpu-lost')
})

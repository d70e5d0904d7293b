import { expect, it } from 'vitest'
import { applyCorrections } from '#core/hardware/corrections'
import { keepLastKnown } from '#core/hardware/last-known'
import { nvidiaCsv, seen } from './seen.ts'

const row = (place: number, bus: string): string =>
  `${place}, GPU-${place + 1}, NVIDIA GeForce RTX 2080 Ti, 00000000:${bus}:00.0, 0x1E0410DE, 550.1, 11264 MiB, 1 MiB, 1 MiB, 11000 MiB, 7.5, None, [N/A], [N/A]`

const before = seen({ 'nvidia-smi.csv': nvidiaCsv(row(0, '05'), row(1, '0B')) })

it('cards that fall silent together stay listed, unusable', () => {
  const after = seen({
    'nvidia-smi.csv': 'Unable to determine the device handle for GPU 0000:0B:00.0: Unknown Error',
    'lspci.txt': '0000:05:00.0 VGA compatible controller [0300]: NVIDIA Corporation TU102 [10de:1e04]',
  })
  const kept = keepLastKnown(after.hardware, after.problems, before.hardware)
  expect(kept.gpus.map(({ memoryMiB, freeMiB, usable }) => [memoryMiB, freeMiB, usable])).toEqual([
    [11264, null, false],
    [11264, null, false],
  ])
})

it('a card that was taken out is gone', () => {
  const after = seen({ 'nvidia-smi.csv': nvidiaCsv(row(0, '05')) })
  expect(keepLastKnown(after.hardware, after.problems, before.hardware).gpus).toHaveLength(1)
})

it('a correction wins, is marked, and waits for a card that is away', () => {
  const [gpu] = before.hardware.gpus
  if (!gpu) throw new Error('no GPU')
  const corrections = [
    { gpuId: gpu.id, figure: 'memoryMiB', value: 22528 },
    { gpuId: 'nvidia-0:99:0', figure: 'memoryMiB', value: 1 },
    { gpuId: null, figure: 'totalMiB', value: 65536 },
  ] as const
  const { hardware, inForce } = applyCorrections(before.hardware, corrections)
  expect(hardware.gpus[0]).toMatchObject({
    memoryMiB: 22528,
    sources: { memoryMiB: 'you', name: 'nvidia-smi' },
  })
  expect(hardware.gpus[1]).toMatchObject({ memoryMiB: 11264 })
  expect(hardware.memory).toMatchObject({ totalMiB: 65536, sources: { totalMiB: 'you' } })
  expect(inForce).toEqual([
    { correction: corrections[0], detected: 11264 },
    { correction: corrections[2], detected: null },
  ])
})

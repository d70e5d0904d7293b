/** Mach-O: macOS, alone or several in one "fat" file. Layout: mach-o/loader.h, mach-o/fat.h. */
import type { BinaryArchitecture } from '#domain/worker-binary'
import { notAProgram, whole, type HeaderAnswer } from './header-answer.ts'

const cpuTypes: { readonly [type: number]: BinaryArchitecture } = {
  7: 'x86',
  12: 'arm',
  0x01000007: 'x86_64',
  0x0100000c: 'aarch64',
}
const THIN = 0xcffaedfe
const THIN_32 = 0xcefaedfe
const FAT = 0xcafebabe // Java class files begin so too, with a version of 45 or more where the count is here
const FAT_64 = 0xcafebabf
const MAX_SLICES = 20
const EXECUTE = 2
const SEGMENT_64 = 0x19

export function readMachO(head: Buffer, sizeBytes: number): HeaderAnswer | null {
  if (head.length < 8) return null
  const magic = head.readUInt32BE(0)
  if (magic === THIN || magic === THIN_32) return readThin(head, sizeBytes, magic === THIN)
  const slices = head.readUInt32BE(4)
  if ((magic !== FAT && magic !== FAT_64) || slices > MAX_SLICES) return null
  return slices === 0 ? notAProgram : readFat(head, sizeBytes, magic === FAT_64)
}

function readThin(head: Buffer, sizeBytes: number, wide: boolean): HeaderAnswer {
  if (head.readUInt32LE(12) !== EXECUTE) return notAProgram
  const [count, commandBytes] = [head.readUInt32LE(16), head.readUInt32LE(20)]
  const first = wide ? 32 : 28
  const ends = [first + commandBytes]
  for (let i = 0, at = first; i < count && at + 56 <= head.length; i++) {
    if (head.readUInt32LE(at) === SEGMENT_64)
      ends.push(Number(head.readBigUInt64LE(at + 40)) + Number(head.readBigUInt64LE(at + 48)))
    at += Math.max(head.readUInt32LE(at + 4), 8)
  }
  return whole(headerFor([head.readUInt32LE(4)]), sizeBytes, Math.max(...ends))
}

function readFat(head: Buffer, sizeBytes: number, wide: boolean): HeaderAnswer {
  const entryBytes = wide ? 32 : 20
  const entries = Array.from({ length: head.readUInt32BE(4) }, (_, i) => 8 + i * entryBytes)
  const ends = entries.map((at) =>
    wide
      ? Number(head.readBigUInt64BE(at + 8)) + Number(head.readBigUInt64BE(at + 16))
      : head.readUInt32BE(at + 8) + head.readUInt32BE(at + 12),
  )
  return whole(headerFor(entries.map((at) => head.readUInt32BE(at))), sizeBytes, Math.max(...ends))
}

const headerFor = (types: readonly number[]) =>
  ({
    format: 'mach-o',
    platform: 'darwin',
    architectures: [...new Set(types.map((type) => cpuTypes[type] ?? 'other'))],
  }) as const

/** ELF: Linux and its relatives. Layout: elf(5). */
import type { BinaryArchitecture } from '#domain/worker-binary'
import { notAProgram, whole, type HeaderAnswer } from './header-answer.ts'

const machines: { readonly [machine: number]: BinaryArchitecture } = {
  3: 'x86',
  40: 'arm',
  62: 'x86_64',
  183: 'aarch64',
}
const EXECUTABLE_TYPES = new Set([2, 3]) // ET_EXEC, and ET_DYN for position-independent programs

export function readElf(head: Buffer, sizeBytes: number): HeaderAnswer | null {
  if (head.length < 4 || head.readUInt32BE(0) !== 0x7f454c46) return null
  const [width, order] = [head.readUInt8(4), head.readUInt8(5)]
  if (![1, 2].includes(width) || ![1, 2].includes(order)) return notAProgram
  const [wide, little] = [width === 2, order === 1]
  const u16 = (at: number): number => (little ? head.readUInt16LE(at) : head.readUInt16BE(at))
  const u32 = (at: number): number => (little ? head.readUInt32LE(at) : head.readUInt32BE(at))
  const word = (at: number): number =>
    wide ? Number(little ? head.readBigUInt64LE(at) : head.readBigUInt64BE(at)) : u32(at)

  const machine = machines[u16(18)] ?? 'other'
  if (!EXECUTABLE_TYPES.has(u16(16))) return notAProgram
  const headerSize = wide ? 64 : 52
  const programs = { at: word(wide ? 32 : 28), size: u16(wide ? 54 : 42), count: u16(wide ? 56 : 44) }
  const sections = { at: word(wide ? 40 : 32), size: u16(wide ? 58 : 46), count: u16(wide ? 60 : 48) }
  const ends = [
    headerSize,
    ...[programs, sections].map(({ at, size, count }) => (count ? at + size * count : 0)),
  ]
  for (let i = 0; i < programs.count; i++) {
    const entry = programs.at + i * programs.size
    if (entry + programs.size > head.length) break // told by the table's own end, or too far to matter
    ends.push(word(entry + (wide ? 8 : 4)) + word(entry + (wide ? 32 : 16)))
  }
  return whole(
    {
      format: 'elf',
      platform: 'linux',
      // Big-endian ones, and 32-bit ones for 64-bit machines (x32, ILP32), are no kind that a worker is built as.
      architectures: [isUsual(machine, wide) && little ? machine : 'other'],
    },
    sizeBytes,
    Math.max(...ends),
  )
}

const isUsual = (machine: BinaryArchitecture, wide: boolean): boolean =>
  wide ? machine === 'x86_64' || machine === 'aarch64' : machine === 'x86' || machine === 'arm'

/** PE: Windows programs. Layout: the "PE Format" page of Microsoft's documentation. */
import type { BinaryArchitecture } from '#domain/worker-binary'
import { notAProgram, whole, type HeaderAnswer } from './header-answer.ts'

const machines: { readonly [machine: number]: BinaryArchitecture } = {
  0x14c: 'x86',
  0x1c4: 'arm',
  0x8664: 'x86_64',
  0xaa64: 'aarch64',
}
const EXECUTABLE_IMAGE = 0x0002
const DLL = 0x2000

export function readPe(head: Buffer, sizeBytes: number): HeaderAnswer | null {
  if (head.length < 2 || head.toString('latin1', 0, 2) !== 'MZ') return null
  const start = head.readUInt32LE(0x3c)
  if (start + 24 > sizeBytes) return { kind: 'cut-short', sizeBytes, needBytes: start + 24 }
  if (start + 24 > head.length || head.readUInt32BE(start) !== 0x50450000) return notAProgram
  const flags = head.readUInt16LE(start + 22)
  if (!(flags & EXECUTABLE_IMAGE) || flags & DLL) return notAProgram
  const firstSection = start + 24 + head.readUInt16LE(start + 20)
  const ends = [firstSection]
  for (let i = 0; i < head.readUInt16LE(start + 6); i++) {
    const at = firstSection + i * 40
    ends.push(at + 40)
    if (at + 40 > head.length) break
    ends.push(head.readUInt32LE(at + 20) + head.readUInt32LE(at + 16))
  }
  return whole(
    {
      format: 'pe',
      platform: 'win32',
      architectures: [machines[head.readUInt16LE(start + 4)] ?? 'other'],
    },
    sizeBytes,
    Math.max(...ends),
  )
}

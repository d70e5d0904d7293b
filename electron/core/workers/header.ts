/** What a program's first bytes say: format, platform, architecture, and whether all of it is there. */
import { notAProgram, type HeaderAnswer } from './header-answer.ts'
import { readElf } from './header-elf.ts'
import { readMachO } from './header-mach-o.ts'
import { readPe } from './header-pe.ts'

/** Enough for every header that a linker writes. */
export const HEADER_BYTES = 64 * 1024

/** `head` is the file's beginning, `sizeBytes` its whole size. Never throws: damage is an answer. */
export function readHeader(head: Buffer, sizeBytes: number): HeaderAnswer {
  if (sizeBytes === 0) return { kind: 'empty' }
  if (head.length >= 2 && head.toString('latin1', 0, 2) === '#!')
    return { kind: 'program', header: { format: 'script', platform: null, architectures: [] } }
  try {
    return readElf(head, sizeBytes) ?? readMachO(head, sizeBytes) ?? readPe(head, sizeBytes) ?? notAProgram
  } catch (error) {
    // A field beyond the end of what was read: the header itself is not whole.
    if (error instanceof RangeError) return { kind: 'cut-short', sizeBytes, needBytes: sizeBytes + 1 }
    throw error
  }
}

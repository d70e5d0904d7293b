/**
 * Whether the system will start a file itself. On Linux the usual way to start one hands what the system refuses to
 * /bin/sh, which then reads a binary as commands: what might be refused is therefore never started.
 */
import type { Architecture } from '#domain/hardware'
import type { Header } from '#domain/worker-binary'

const PROGRAM_HEADER_BYTES = 56
const LOAD = 1
const INTERPRETER = 3
const MAX_PATH_BYTES = 4096

/** The system looks for the interpreter's end in so many bytes. */
const SCRIPT = /^#![ \t]*\/[^\n\0]*\n/
const SCRIPT_LINE_CHARS = 256

export function isStartable(head: Buffer, header: Header, architecture: Architecture | null): boolean {
  switch (header.format) {
    case 'script':
      return SCRIPT.test(head.toString('latin1', 0, SCRIPT_LINE_CHARS))
    case 'elf':
      return architecture !== null && header.architectures.includes(architecture) && isLoadable(head)
    case 'mach-o':
    case 'pe':
      return true // there, nothing but the system starts it
  }
}

/** As Linux checks a 64-bit program before it begins to load it. */
function isLoadable(head: Buffer): boolean {
  const at = Number(head.readBigUInt64LE(32))
  const [size, count] = [head.readUInt16LE(54), head.readUInt16LE(56)]
  if (size !== PROGRAM_HEADER_BYTES || at + size * count > head.length) return false
  const entries = Array.from({ length: count }, (_, i) => head.subarray(at + i * size, at + (i + 1) * size))
  return (
    entries.some((entry) => entry.readUInt32LE(0) === LOAD) &&
    entries.filter((entry) => entry.readUInt32LE(0) === INTERPRETER).every((entry) => namesPath(entry, head))
  )
}

function namesPath(entry: Buffer, head: Buffer): boolean {
  const [at, length] = [Number(entry.readBigUInt64LE(8)), Number(entry.readBigUInt64LE(32))]
  const path = head.subarray(at, at + length)
  return length >= 2 && length <= MAX_PATH_BYTES && path.length === length && path.at(-1) === 0
}

/** What this process itself is built for: whatever else the machine may run, that it does. */
export function architectureOf(nodeName: string): Architecture | null {
  return nodeName === 'x64' ? 'x86_64' : nodeName === 'arm64' ? 'aarch64' : null
}

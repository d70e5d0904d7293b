/** On Linux the usual way to start a file hands what the system refuses to /bin/sh: such a file is not started at all. */
import { open } from 'node:fs/promises'
import { HEADER_BYTES, readHeader } from '../../workers/header.ts'
import { architectureOf, isStartable } from '../../workers/startable.ts'

/** Null: the system itself starts it. */
export async function whyNotStarted(path: string): Promise<string | null> {
  try {
    await using file = await open(path)
    const { size } = await file.stat()
    const { buffer, bytesRead } = await file.read(Buffer.alloc(Math.min(size, HEADER_BYTES)))
    const head = buffer.subarray(0, bytesRead)
    const answer = readHeader(head, size)
    const ours =
      answer.kind === 'program' &&
      (answer.header.format === 'script' || answer.header.format === 'elf') &&
      isStartable(head, answer.header, architectureOf(process.arch))
    return ours ? null : 'is no program that this system starts'
  } catch {
    return 'cannot be read'
  }
}

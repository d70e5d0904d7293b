/** Nothing that the system refuses to start is read as commands by a shell. */
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createRunTool } from '#core/hardware/probe/run-tool'
import { tempDir } from '../../helpers/temp-dir.ts'

const elf = readFileSync(process.execPath).subarray(0, 4096)

test.runIf(process.platform === 'linux').each([
  ['text without a first line that names its reader', (mark: string) => Buffer.from(`touch ${mark}\n`)],
  [
    'a program cut off within its header',
    (mark: string) => Buffer.concat([elf.subarray(0, 20), Buffer.from(`\ntouch ${mark}\n`)]),
  ],
  [
    'a program of another machine',
    (mark: string) => withMachine(Buffer.concat([elf, Buffer.from(`\ntouch ${mark}\n`)])),
  ],
  ['a Windows program', (mark: string) => Buffer.from(`MZ\ntouch ${mark}\n`)],
  ['a first line without an end', () => Buffer.from(`#!/bin/sh${' '.repeat(300)}`)],
  ['nothing at all', () => Buffer.alloc(0)],
] as const)('%s', async (_what, content) => {
  using dir = tempDir()
  const mark = join(dir.path, 'was-run')
  const path = join(dir.path, 'nvidia-smi')
  writeFileSync(path, content(mark))
  chmodSync(path, 0o755)
  const tools = createRunTool({ platform: 'linux', env: process.env, folders: [dir.path] })
  const { outcome } = await tools.run('nvidia-smi', [], {
    timeoutMs: 2_000,
    signal: AbortSignal.timeout(5_000),
  })
  tools.dispose()
  expect([outcome.kind, existsSync(mark)]).toEqual(['not-runnable', false])
})

/** IBM's S/390: never what these tests run on. */
function withMachine(program: Buffer): Buffer {
  program.writeUInt16LE(22, 18)
  return program
}

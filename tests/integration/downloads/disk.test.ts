/** Disks that are full, small or read-only: real ones, mounted for one process alone. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { safetensors, sha256 } from '../../hub/transfer/content.ts'
import { startFileServer, type FileServer } from '../../hub/transfer/standalone.ts'
import { startChild } from './children.ts'
import { offer } from './setting.ts'

const MIB = 1024 * 1024
const WEIGHTS = safetensors('disk', 3 * MIB)
const CONTENTS = { 'config.json': Buffer.from('{"model_type":"llama"}'), 'model.safetensors': WEIGHTS }

let server: FileServer
let modelsDir: string
beforeAll(async () => {
  server = await startFileServer()
  modelsDir = mkdtempSync(join(tmpdir(), 'rbee-disk-'))
})
afterAll(async () => {
  await server[Symbol.asyncDispose]()
  rmSync(modelsDir, { recursive: true, force: true })
})

describe.runIf(process.platform === 'linux')('a disk', () => {
  it('that fills up stops the download clearly, and it goes on when there is room', async () => {
    const order = {
      server: server.url,
      modelsDir,
      files: offer(server, CONTENTS),
      tmpfs: { sizeBytes: 8 * MIB, growTo: 32 * MIB },
    }
    const lines = await startChild(order, { ownMounts: true }).lines
    expect(lines.at(-1)).toBe('disk-full done')
    const sums = JSON.parse(lines.at(-2) ?? '[]') as string[]
    expect(sums.some((line) => line.startsWith(sha256(WEIGHTS)) && line.endsWith('/model.safetensors'))).toBe(
      true,
    )
    expect(sums.filter((line) => line.includes('.partial'))).toEqual([])
    const ranges = server.log.flatMap(({ origin, headers }) => (origin === 'cdn' ? [headers.range] : []))
    expect(ranges.filter((range) => range?.startsWith('bytes=0-'))).toHaveLength(1)
  })

  it('that is read-only says so', async () => {
    const order = {
      server: server.url,
      modelsDir,
      files: offer(server, CONTENTS),
      tmpfs: { sizeBytes: 8 * MIB, readOnly: true },
    }
    const lines = await startChild(order, { ownMounts: true }).lines
    expect(lines.at(-1)).toBe('not-writable')
  })
})

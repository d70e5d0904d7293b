/** Headers are claims: whatever they say, reading them ends well. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inspectFile } from '#core/downloads/inspect/inspect'
import { gguf, safetensors } from '../../hub/transfer/content.ts'

let dir: string
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'rbee-inspect-'))
})
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const inspect = (name: string, bytes: Buffer) => {
  const path = join(dir, name)
  writeFileSync(path, bytes)
  return inspectFile(path)
}
const header = (text: string, dataBytes = 0): Buffer => {
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(Buffer.byteLength(text)))
  return Buffer.concat([length, Buffer.from(text), Buffer.alloc(dataBytes)])
}
const tensor = (from: number, to: number, shape: readonly number[], dtype = 'F32'): string =>
  `{"dtype":"${dtype}","shape":[${shape.join()}],"data_offsets":[${from},${to}]}`

describe('safetensors', () => {
  it('a sound one tells its types', async () => {
    expect(await inspect('a.safetensors', safetensors('a', 100))).toMatchObject({
      ok: true,
      facts: { dtypes: ['F32'], tensorCount: 1 },
    })
  })
  it.each([
    ['empty', Buffer.alloc(0)],
    ['seven bytes', Buffer.alloc(7)],
    ['a header longer than the file', header('{}').fill(0xff, 0, 8)],
    ['a header of 100 GB', Buffer.concat([Buffer.from([0, 0, 0, 0, 25, 0, 0, 0]), Buffer.alloc(50)])],
    ['a web page', Buffer.from('<!doctype html><title>Log in</title>')],
    ['no JSON', header('{"a":')],
    ['tensors beyond the end', header(`{"a":${tensor(0, 400, [100])}}`, 8)],
    ['bytes behind the tensors', header(`{"a":${tensor(0, 8, [2])}}`, 9)],
    ['tensors over one another', header(`{"a":${tensor(0, 8, [2])},"b":${tensor(4, 12, [2])}}`, 12)],
    ['a shape that is not its length', header(`{"a":${tensor(0, 8, [3])}}`, 8)],
    ['offsets below zero', header(`{"a":${tensor(-8, 8, [4])}}`, 8)],
  ])('%s is refused', async (_name, bytes) => {
    expect(await inspect('b.safetensors', bytes)).toMatchObject({ ok: false })
  })
  it('a type of tomorrow is no error', async () => {
    expect(await inspect('c.safetensors', header(`{"a":${tensor(0, 3, [6], 'F4X')}}`, 3))).toMatchObject({
      ok: true,
    })
  })
  it('any noise ends well', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        expect(await inspect('d.safetensors', Buffer.from(bytes))).not.toBe(null)
      }),
      { numRuns: 200 },
    )
  })
})

describe('GGUF', () => {
  const tokens = {
    'tokenizer.ggml.model': 'llama',
    'tokenizer.ggml.tokens': ['<unk>', '<s>', '</s>'],
    'tokenizer.ggml.bos_token_id': 1,
  }
  it('a sound one tells its architecture, context and tokenizer', async () => {
    const bytes = gguf({
      'general.architecture': 'llama',
      'llama.context_length': 2048,
      ...tokens,
      'tokenizer.ggml.scores': [0, 0, 0],
    })
    expect(await inspect('a.gguf', bytes)).toMatchObject({
      ok: true,
      facts: {
        architecture: 'llama',
        contextLength: 2048,
        bosToken: '<s>',
        tokenizer: { model: 'llama', tokens: true, scores: true },
      },
    })
  })
  it('without scores it says so', async () => {
    expect(await inspect('b.gguf', gguf({ 'general.architecture': 'llama', ...tokens }))).toMatchObject({
      facts: { tokenizer: { scores: false } },
    })
  })
  it.each([
    ['empty', Buffer.alloc(0)],
    ['another kind of file', Buffer.from('GGML and more')],
    ['cut off', gguf({ 'general.architecture': 'llama' }).subarray(0, 30)],
    [
      'a billion entries',
      Buffer.concat([gguf({}).subarray(0, 16), Buffer.from([0, 0xca, 0x9a, 0x3b, 0, 0, 0, 0])]),
    ],
  ])('%s is refused', async (_name, bytes) => {
    expect(await inspect('c.gguf', bytes)).toMatchObject({ ok: false })
  })
})

it('other files say nothing', async () => {
  expect(await inspect('config.json', Buffer.from('{}'))).toBe(null)
})

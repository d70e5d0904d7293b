/** The command as a user meets it: a real process, in a home of its own. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const CLI = join(import.meta.dirname, '../../../electron/cli/index.ts')
let home = ''

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'check-cli-'))
})
afterAll(() => rm(home, { recursive: true, force: true }))

async function check(args: readonly string[], input = '') {
  const child = spawn(process.execPath, [CLI, 'check', ...args], {
    env: {
      PATH: '/usr/bin:/bin',
      HOME: home,
      RBEE_DATA_DIR: join(home, 'data'),
      RBEE_CACHE_DIR: join(home, 'cache'),
    },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  child.stdin.on('error', () => {})
  child.stdin.end(input)
  const [out, error, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ])
  const lines = out.split('\n').filter((line) => line !== '')
  return { lines, error, code }
}

const llama = {
  id: 'org/Some-8B',
  pipeline_tag: 'text-generation',
  library_name: 'transformers',
  tags: ['safetensors'],
  config: { model_type: 'llama' },
}
const named = ['--workers', 'llm-worker-rbee-cuda, sd-worker-rbee-cuda', '--json', '--records', '-']

describe('rbee-marketplace check', () => {
  it('judges each line, says which lines are bad, and goes on', async () => {
    const input = [
      `\uFEFF${JSON.stringify(llama)}`,
      '',
      '{"id":',
      '[]',
      '{"x":1}',
      JSON.stringify({ ...llama, id: 'org/ü' }),
    ]
    const { lines, code } = await check(['--source', 'huggingface', ...named], input.join('\r\n'))
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      {
        id: 'org/Some-8B',
        compatible: true,
        confidence: 'high',
        worker: 'llm-worker-rbee-cuda',
        artifact: 'safetensors',
        codes: ['compatible'],
        reasons: ['A llama model in safetensors: tested with the LLM worker.'],
        warnings: [],
        recommendations: [],
      },
      { line: 3, error: 'not JSON' },
      { line: 4, error: 'not a record' },
      { line: 5, error: 'a record without an id' },
      { line: 6, error: 'a record whose id this hub does not give' },
    ])
    expect(code).toBe(0)
  })

  it('keeps the id as the record has it', async () => {
    const record = { id: 4384, type: 'Checkpoint', modelVersions: [] }
    const { lines } = await check(['--source', 'civitai', ...named], JSON.stringify(record))
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      id: 4384,
      compatible: false,
      artifact: null,
      codes: ['no-artifact'],
    })
  })

  it('reads a long file line by line', async () => {
    const file = join(home, 'many.jsonl')
    await writeFile(file, `${JSON.stringify(llama)}\n`.repeat(20_000))
    const { lines, code } = await check(['--source', 'huggingface', ...named.slice(0, 3), '--records', file])
    expect([lines.length, code]).toEqual([20_000, 0])
  })

  it('speaks plainly without --json', async () => {
    const { lines } = await check(
      ['--source', 'huggingface', ...named.filter((each) => each !== '--json')],
      JSON.stringify(llama),
    )
    expect(lines).toEqual([
      'org/Some-8B  high llm-worker-rbee-cuda safetensors  A llama model in safetensors: tested with the LLM worker.',
    ])
  })

  it('judges against the workers of this machine when none are named', async () => {
    const { lines, code } = await check(
      ['--source', 'huggingface', '--json', '--records', '-'],
      JSON.stringify(llama),
    )
    const { worker, codes } = JSON.parse(lines[0] ?? '') as {
      worker: string | null
      codes: readonly string[]
    }
    expect(codes).toContain(worker === null ? 'worker-unusable' : 'compatible')
    expect(code).toBe(0)
  })

  it('says what is wrong with its own line', async () => {
    const missing = await check([
      '--source',
      'huggingface',
      '--records',
      join(home, 'none.jsonl'),
      ...named.slice(0, 2),
    ])
    expect([missing.code, missing.error]).toEqual([1, expect.stringContaining('none.jsonl')])
    const worker = await check(['--source', 'huggingface', '--records', '-', '--workers', 'tpu-worker'])
    expect([worker.code, worker.error]).toEqual([
      2,
      expect.stringContaining('There is no worker "tpu-worker"'),
    ])
    const source = await check(['--source', 'ollama', '--records', '-'])
    expect(source.code).toBe(2)
  })
})

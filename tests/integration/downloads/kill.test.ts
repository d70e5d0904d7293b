/** kill -9 at any instant: nothing is lost that was safe, nothing half is ever called whole. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Metadata } from '#core/library/entry'
import { safetensors } from '../../hub/transfer/content.ts'
import { startFileServer, type FileServer } from '../../hub/transfer/standalone.ts'
import { startChild } from './children.ts'
import { offer } from './setting.ts'

const FULL = import.meta.env.MODE === 'full'
const KILLS = FULL ? 300 : 12
const MIB = 1024 * 1024

const CONTENTS: Readonly<Record<string, Buffer>> = {
  'config.json': Buffer.from(
    '{"model_type":"llama","architectures":["LlamaForCausalLM"],"max_position_embeddings":2048}',
  ),
  'tokenizer.json': Buffer.from('{"model":{"merges":["a b"]}}'),
  'model-00001-of-00002.safetensors': safetensors('one', 5 * MIB),
  'model-00002-of-00002.safetensors': safetensors('two', MIB),
}

/** What may be found after a kill: every file under a final name is whole, and an entry means that all are. */
function problemsIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return []
  const names = readdirSync(folder)
  const problems = Object.entries(CONTENTS).flatMap(([name, bytes]) =>
    names.includes(name) && !readFileSync(join(folder, name)).equals(bytes) ? [`${name} is not whole`] : [],
  )
  for (const name of names.filter((one) => one.endsWith('.partial')))
    if (!names.includes(`${name}.json`) && !names.includes(name.replace('.partial', '')))
      problems.push(`${name} has no journal`)
  if (!names.includes('metadata.json')) return problems
  const entry = Metadata.safeParse(JSON.parse(readFileSync(join(folder, 'metadata.json'), 'utf8')))
  if (!entry.success) problems.push('the entry is not whole')
  for (const name of Object.keys(CONTENTS)) if (!names.includes(name)) problems.push(`${name} is missing`)
  return problems
}

const phaseOf = (folder: string): string => {
  const names = existsSync(folder) ? readdirSync(folder) : []
  if (names.includes('metadata.json')) return 'installed'
  if (names.some((name) => name.startsWith('metadata.json.'))) return 'writing the entry'
  const whole = names.filter((name) => name in CONTENTS).length
  const partial = names.some((name) => name.endsWith('.partial'))
  return `${whole} of 4 files${partial ? ' and a part' : ''}`
}

let server: FileServer
let modelsDir: string
beforeAll(async () => {
  server = await startFileServer()
  modelsDir = mkdtempSync(join(tmpdir(), 'rbee-kill-'))
})
afterAll(async () => {
  await server[Symbol.asyncDispose]()
  rmSync(modelsDir, { recursive: true, force: true })
})

describe('kill -9', () => {
  it(`at ${KILLS} random instants`, { timeout: 900_000 }, async () => {
    const order = { server: server.url, modelsDir, files: offer(server, CONTENTS) }
    const folder = join(modelsDir, 'org-model')
    const phases = new Map<string, number>()
    const run = async (): Promise<number> => {
      const child = startChild(order)
      await child.ready
      const start = performance.now()
      expect((await child.lines).at(-1)).toBe('done')
      return performance.now() - start
    }
    let wholeMs = await run()
    rmSync(folder, { recursive: true })
    let kills = 0
    while (kills < KILLS) {
      const child = startChild(order)
      await child.ready
      const start = performance.now()
      const end = child.lines.then(() => performance.now())
      await Promise.race([sleep(Math.random() * wholeMs), end])
      child.process.kill('SIGKILL')
      await child.lines
      const phase = phaseOf(folder)
      expect(problemsIn(folder)).toEqual([])
      if (phase === 'installed') {
        // Too late to count; the machine is faster now than it was.
        wholeMs = Math.min(wholeMs, Math.max(200, (await end) - start))
      } else {
        phases.set(phase, (phases.get(phase) ?? 0) + 1)
        kills += 1
      }
      // Some go on from where they were killed, some begin anew.
      if (phase === 'installed' || Math.random() < 0.3) rmSync(folder, { recursive: true, force: true })
    }
    await run()
    expect(problemsIn(folder)).toEqual([])
    expect(readdirSync(folder).toSorted()).toEqual([...Object.keys(CONTENTS), 'metadata.json'].toSorted())
    console.log(
      `killed ${KILLS} times within ${Math.round(wholeMs)} ms: ${JSON.stringify(Object.fromEntries(phases))}`,
    )
  })

  it('a journal that promises more than is there is not believed', async () => {
    const order = { server: server.url, modelsDir, files: offer(server, CONTENTS) }
    const folder = join(modelsDir, 'org-model')
    rmSync(folder, { recursive: true, force: true })
    const child = startChild(order)
    await child.ready
    await child.lines
    const name = 'model-00001-of-00002.safetensors'
    const bytes = CONTENTS[name]!
    rmSync(join(folder, 'metadata.json'))
    rmSync(join(folder, name))
    writeFileSync(join(folder, `${name}.partial`), Buffer.alloc(bytes.length, 1))
    const journal = {
      version: 1,
      revision: 'abc123',
      sizeBytes: bytes.length,
      digest: order.files.find(({ path }) => path === name)?.sha256,
      etag: null,
      done: [[0, bytes.length - 10]],
    }
    writeFileSync(join(folder, `${name}.partial.json`), JSON.stringify(journal))
    const second = startChild(order)
    expect((await second.lines).at(-1)).toBe('done')
    expect(problemsIn(folder)).toEqual([])
  })

  it('two processes at once do it once', async () => {
    const order = { server: server.url, modelsDir, files: offer(server, CONTENTS) }
    const folder = join(modelsDir, 'org-model')
    rmSync(folder, { recursive: true, force: true })
    server.log.length = 0
    const both = [startChild(order), startChild(order)]
    for (const { lines } of both) expect((await lines).at(-1)).toBe('done')
    expect(problemsIn(folder)).toEqual([])
    const bodies = server.log.filter(
      ({ origin, path }) => origin === 'cdn' && path.includes('00002-of-00002'),
    )
    const starts = bodies.filter(({ headers }) => headers.range?.startsWith('bytes=0-'))
    expect(starts).toHaveLength(1)
  })

  it('a clock set back changes nothing', async () => {
    const order = { server: server.url, modelsDir, files: offer(server, CONTENTS), clockBackwards: true }
    rmSync(join(modelsDir, 'org-model'), { recursive: true, force: true })
    expect((await startChild(order).lines).at(-1)).toBe('done')
    expect(problemsIn(join(modelsDir, 'org-model'))).toEqual([])
  })
})

/** kill -9 at any instant: nothing is lost that was safe, nothing half is ever called whole. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  watch,
  writeFileSync,
} from 'node:fs'
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

const PHASES = [
  'nothing yet',
  'segments',
  'hash, fsync, rename: a part is whole',
  'between two files',
  'before the entry',
  'writing the entry',
] as const
type Phase = (typeof PHASES)[number]

/** Where it was when it was killed, by what lies there; null where it was done already. */
function phaseOf(folder: string): Phase | null {
  const names = existsSync(folder) ? readdirSync(folder) : []
  if (names.includes('metadata.json')) return null
  if (names.some((name) => name.startsWith('metadata.json.'))) return 'writing the entry'
  const whole = names.filter((name) => name in CONTENTS)
  if (whole.length === Object.keys(CONTENTS).length) return 'before the entry'
  const parts = names.filter((name) => name.endsWith('.partial'))
  if (parts.some((name) => isWhole(join(folder, name), name.replace('.partial', '')))) return PHASES[2]
  if (parts.length > 0) return 'segments'
  return whole.length > 0 ? 'between two files' : 'nothing yet'
}
const isWhole = (path: string, name: string): boolean =>
  CONTENTS[name] !== undefined && readFileSync(path).equals(CONTENTS[name])

/**
 * Waits for a random moment: most are those at which a file comes, goes, or changes its name, for the phases between
 * them are short.
 */
async function someMoment(folder: string, { wholeMs, changes }: Run, signal: AbortSignal): Promise<void> {
  if (Math.random() < 0.3) return sleep(Math.random() * wholeMs, undefined, { signal })
  let left = 1 + Math.floor(Math.random() * changes.length)
  const name = Math.random() < 0.5 ? changes[left - 1] : null
  const moment = new AbortController()
  const watcher = watch(folder, (event, changed) => {
    if (event === 'rename') left -= 1
    if (name ? changed === name : left === 0) moment.abort()
  })
  // Woken by the change or by the end of the child, and in any case after a while.
  await sleep(wholeMs * 2, undefined, { signal: AbortSignal.any([signal, moment.signal]) }).catch(() => {})
  watcher.close()
  if (Math.random() < 0.5) await sleep(Math.random() * 10, undefined, { signal })
}

/** What a download does that nobody kills: how long it takes, and which names come and go. */
interface Run {
  readonly wholeMs: number
  readonly changes: readonly string[]
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
    const phases = new Map<Phase, number>(PHASES.map((phase) => [phase, 0]))
    const run = async (): Promise<Run> => {
      mkdirSync(folder, { recursive: true })
      const changes: string[] = []
      const watcher = watch(folder, (event, name) => {
        if (event === 'rename' && name !== null) changes.push(name)
      })
      const child = startChild(order)
      await child.ready
      const start = performance.now()
      expect((await child.lines).at(-1)).toBe('done')
      watcher.close()
      return { wholeMs: performance.now() - start, changes }
    }
    const whole = await run()
    rmSync(folder, { recursive: true })
    let kills = 0
    while (kills < KILLS) {
      mkdirSync(folder, { recursive: true })
      const child = startChild(order)
      await child.ready
      const ended = new AbortController()
      void child.lines.then(() => ended.abort())
      await someMoment(folder, whole, ended.signal).catch(() => {})
      child.process.kill('SIGKILL')
      await child.lines
      const phase = phaseOf(folder)
      expect(problemsIn(folder)).toEqual([])
      if (phase !== null) {
        phases.set(phase, (phases.get(phase) ?? 0) + 1)
        kills += 1
      }
      // Some go on from where they were killed, some begin anew.
      if (phase === null || Math.random() < 0.3) rmSync(folder, { recursive: true, force: true })
    }
    await run()
    expect(problemsIn(folder)).toEqual([])
    expect(readdirSync(folder).toSorted()).toEqual([...Object.keys(CONTENTS), 'metadata.json'].toSorted())
    console.log(`killed ${KILLS} times: ${JSON.stringify(Object.fromEntries(phases))}`)
    // A few kills cannot meet every phase.
    expect(FULL ? [...phases].filter(([, count]) => count === 0) : []).toEqual([])
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

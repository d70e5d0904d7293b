import { z } from 'zod'
import { readJson, writeJson } from '../json-file.ts'

const Memory = z.object({
  share: z.number().min(0).max(1),
  later: z.object({ version: z.string(), untilMs: z.number() }).nullable(),
  checkedAt: z.number().nullable(),
})
export type Memory = z.infer<typeof Memory>

export interface MemoryFile {
  get(): Memory
  set(change: Partial<Memory>): void
}

/** What the updates have to remember between starts. */
export function createMemory(file: string, random: () => number): MemoryFile {
  const found = readJson(file, Memory)
  let memory: Memory = found.kind === 'ok' ? found.value : { share: random(), later: null, checkedAt: null }
  return {
    get: () => memory,
    set(change) {
      memory = { ...memory, ...change }
      writeJson(file, memory)
    },
  }
}

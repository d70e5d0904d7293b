import type { Learnt, Model } from '../model.ts'
import type { WorkerFamily } from '../worker-family.ts'
import { factsOf } from './facts.ts'

/** The architecture by tags or name, for people, where neither config nor header tells: the rules' own reading. */
export function architectureIn(model: Model, families: readonly WorkerFamily[]): Learnt<string> | null {
  const format = model.artifacts.some((artifact) => artifact.format === 'safetensors')
    ? 'safetensors'
    : 'gguf'
  for (const { rules } of families) {
    if (rules.huggingface?.kind !== 'language') continue
    const { reading } = factsOf(model, format, rules.huggingface)
    if (reading.kind === 'member') return { value: reading.member.modelType, from: reading.from }
    if (reading.kind === 'stranger') return { value: reading.name, from: reading.from }
  }
  return null
}

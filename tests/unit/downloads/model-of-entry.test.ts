import { describe, expect, it } from 'vitest'
import type { ModelEntry } from '#core/library/entry'
import { modelOfEntry } from '#core/library/model-of-entry'
import { checkArtifactCompatibility } from '#domain/compatibility'
import { workersFor } from '../../helpers/catalog.ts'
import { example } from './plans.ts'

const workers = workersFor(['llm-worker-rbee-cpu', 'sd-worker-rbee-cpu'])

/** Which of the two workers runs it; null where nobody can say. */
function runners(entry: ModelEntry): readonly string[] | null {
  const told = modelOfEntry(entry)
  return (
    told &&
    workers
      .filter((worker) => checkArtifactCompatibility(told.model, told.artifact, worker).compatible)
      .map(({ family }) => family)
  )
}
const entryOf = (name: string, change: Partial<ModelEntry> = {}): ModelEntry => ({
  ...example(name).artifact,
  ...change,
})

describe('an entry that the catalog does not know is judged by what it says itself', () => {
  it.each([
    ['hf_safetensors', ['llm-worker-rbee']],
    ['hf_gguf', ['llm-worker-rbee']],
    ['civitai_ckpt', ['sd-worker-rbee']],
    ['lora', ['sd-worker-rbee']],
  ])('%s', (name, expected) => {
    expect(runners(entryOf(name))).toEqual(expected)
  })

  it('one of another family runs with neither', () => {
    const config = { architecture: 'bert', modelFamily: 'bert' }
    expect(runners(entryOf('hf_gguf', { config }))).toEqual([])
  })

  it.each([
    ['a pipeline, whose own index would have to be read', entryOf('hf_diffusers')],
    ['a configuration that says nothing', entryOf('hf_gguf', { config: {} })],
    ['a configuration of something else', entryOf('hf_gguf', { config: null })],
    [
      'a family that is not known',
      entryOf('hf_gguf', { config: { architecture: 'unknown', modelFamily: 'unknown' } }),
    ],
    ['sound', entryOf('hf_gguf', { modelType: 'Audio' })],
  ])('of %s nothing is claimed', (_what, entry) => {
    expect(runners(entry)).toBeNull()
  })
})

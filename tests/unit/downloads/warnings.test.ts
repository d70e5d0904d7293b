import { describe, expect, it } from 'vitest'
import { planWarnings, type Circumstances } from '#core/downloads/plan/warnings'
import { checkArtifactCompatibility } from '#domain/compatibility'
import type { Model } from '#domain/model'
import { workersFor } from '../../helpers/catalog.ts'
import { artifactOf } from '../../integration/downloads/setting.ts'
import { file, planned, request, tinyLlama } from './plans.ts'

const [worker] = workersFor(['llm-worker-rbee-cpu'])
const artifact = artifactOf([file('model.safetensors'), file('config.json'), file('tokenizer.json')])

/** What is said before the first byte, with what the judge really says of it. */
function said(change: Partial<Model> = {}, now: Partial<Circumstances> = {}): readonly string[] {
  const model = { ...tinyLlama, artifacts: [artifact], ...change }
  const circumstances: Circumstances = {
    hasToken: false,
    freeBytes: 1e12,
    queuedBytes: 0,
    compatibility: checkArtifactCompatibility(model, artifact, worker!),
    tooLarge: null,
    ...now,
  }
  return planWarnings(planned(request(model, artifact)), model, circumstances).map(({ code }) => code)
}

describe('before the first byte', () => {
  it('nothing is said where nothing is unusual', () => {
    expect(said()).toEqual([])
  })

  it('that it is gated is said once, and about a token only to those who have none', () => {
    expect(said({ gated: 'manual' })).toEqual(['gated', 'no-token'])
    expect(said({ gated: 'auto' }, { hasToken: true })).toEqual(['gated'])
    expect(said({ private: true })).toEqual(['private'])
  })

  it('the disk is counted with all that is queued for it', () => {
    expect(said({}, { freeBytes: 40, queuedBytes: 0 })).toEqual([])
    expect(said({}, { freeBytes: 40, queuedBytes: 30 })).toEqual(['disk-space'])
    expect(said({}, { freeBytes: null, queuedBytes: 30 })).toEqual([])
  })

  it('conditions of its licence, and what no worker here can run', () => {
    expect(said({ licence: 'cc-by-nc-4.0' })).toEqual(['licence'])
    expect(
      said({ claims: { ...tinyLlama.claims, modelType: 'bert', architectureClass: 'BertModel' } }),
    ).toContain('compatibility')
  })
})

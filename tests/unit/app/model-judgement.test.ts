import { describe, expect, it } from 'vitest'
import { JudgeMachine } from '#contract/judge'
import { loadFamilies } from '#core/workers/families'
import { usualFitSettings } from '#domain/fit/fit-model'
import { whatIfWorker } from '#domain/what-if'
import type { Worker } from '#domain/worker-family'
import { judge, mostRelevant } from '../../../src/app/pages/model/judgement.ts'
import { sampleArtifact, sampleHardware, sampleLlama } from '../../helpers/samples.ts'

const families = loadFamilies()
const workers = (...ids: string[]): Worker[] => ids.flatMap((id) => whatIfWorker(id, families) ?? [])
const weights = (precision: string, sizeBytes: number) =>
  sampleArtifact({ id: precision, precision, sizeBytes, primary: false })
const model = sampleLlama({
  parameters: { value: 1e9, from: 'safetensors' },
  artifacts: [weights('fp32', 4e9), weights('fp16', 2e9)],
})
const hardware = sampleHardware({ memory: { totalMiB: 16_384, availableMiB: 8192, sources: {} } })
const judged = (installed: Worker[], installable: Worker[]) =>
  judge({
    model,
    shape: null,
    settings: usualFitSettings,
    machine: JudgeMachine.parse({ workers: installed, installable, hardware: { ...hardware, gpus: [] } }),
  })

describe('a model where no worker is installed', () => {
  const { all, best, byArtifact, byWorker, choice, instead } = judged([], workers('llm-worker-rbee-cpu'))

  it('keeps every artifact, and says of each that no worker is there', () => {
    expect(byArtifact.map(({ artifact }) => artifact.id)).toEqual(['fp32', 'fp16'])
    for (const { workerId, confidence, result } of all)
      expect({ workerId, confidence, said: result.said.reasons }).toEqual({
        workerId: null,
        confidence: 'none',
        said: [{ id: 'no-worker', values: {} }],
      })
    expect(choice.kind).toBe('none-compatible')
    expect(byWorker).toEqual([])
  })

  it('tells how it would fit with the worker to install, and which artifact that would be', () => {
    expect(best?.artifact.id).toBe('fp16')
    expect(best?.fit.place?.kind).toBe('memory')
    expect(instead.map(({ id }) => id)).toContain('install-worker')
  })

  it('leaves the fit unknown where nothing can be installed', () => {
    const nothing = judged([], [])
    expect(nothing.byArtifact.map(({ fit }) => fit.verdict)).toEqual(['unknown', 'unknown'])
    expect(nothing.best?.artifact.id).toBe('fp32')
  })
})

it('speaks of installed workers alone where there are some', () => {
  const { all, byWorker } = judged(
    workers('llm-worker-rbee-cpu', 'sd-worker-rbee-cpu'),
    workers('llm-worker-rbee-cuda'),
  )
  expect(all).toHaveLength(4)
  expect(byWorker.map(({ workerId, confidence }) => [workerId, confidence])).toEqual([
    ['llm-worker-rbee-cpu', 'high'],
    ['sd-worker-rbee-cpu', 'none'],
  ])
})

it('of many artifacts the few that one would choose between stand first', () => {
  const sizes = [8e9, 1e12, 4e9, 2e12, 2e9]
  const artifacts = sizes.map((sizeBytes, index) =>
    sampleArtifact({ id: `${index}`, format: 'gguf', quantization: 'Q4_K_M', sizeBytes }),
  )
  const judgement = judge({
    model: { ...model, artifacts },
    shape: null,
    settings: usualFitSettings,
    machine: JudgeMachine.parse({ workers: workers('llm-worker-rbee-cpu'), installable: [], hardware }),
  })
  expect(mostRelevant(judgement, 3).map(({ artifact }) => artifact.id)).toEqual(['0', '2', '4'])
  expect(mostRelevant(judgement, 9)).toHaveLength(5)
})

import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import bundled from '../../../resources/shapes.json' with { type: 'json' }
import configs from '../../fixtures/fit/configs.json' with { type: 'json' }
import { fitModel, placeOf } from '#domain/fit/fit-model'
import { listedNeed, listedVerdicts } from '#domain/fit/listed'
import { parsePythonJson, shapeFromConfig } from '#domain/fit/shape-config'
import { createShapeTable } from '#domain/fit/shape-table'
import { counterexample } from './property.ts'
import { llama8, request } from './requests.ts'
import { artifact, gpu, hardware, model, worker } from './samples.ts'

const table = createShapeTable(bundled)
const of = (sourceId: string, baseModels: Parameters<typeof table.shapeOf>[0]['baseModels'] = []) =>
  table.shapeOf({ sourceId, baseModels })

describe('shapes that are known without asking', () => {
  it('are all readable', () => {
    expect(table.size).toBe(Object.keys(bundled).length)
    expect(table.size).toBeGreaterThan(500)
  })

  it.each([
    'meta-llama/Llama-3.1-8B-Instruct',
    'google/gemma-2-2b-it',
    'Qwen/Qwen2.5-7B-Instruct',
    'mistralai/Mistral-7B-Instruct-v0.3',
  ] as const)('%s is what its config.json says', (id) => {
    const shape = shapeFromConfig(configs[id])
    expect(of(id)).toEqual(shape)
  })

  it('come from what a model is a quantisation or a finetune of', () => {
    const base = 'meta-llama/Llama-3.1-8B-Instruct'
    expect(of('a/b-GGUF', [{ relation: 'quantized', id: base }])).toEqual(of(base))
    expect(of('a/b', [{ relation: 'finetune', id: base }])).toEqual(of(base))
  })

  it('do not come from what was merged or adapted, nor from one of several', () => {
    const base = 'meta-llama/Llama-3.1-8B-Instruct'
    expect(of('a/b', [{ relation: 'merge', id: base }])).toBeNull()
    expect(of('a/b', [{ relation: 'adapter', id: base }])).toBeNull()
    const two = [base, 'google/gemma-2-2b-it'].map((id) => ({ relation: 'finetune' as const, id }))
    expect(of('a/b', two)).toBeNull()
  })

  it('leaves out rows that say nothing', () => {
    const rows = { a: [0, 1, 1], b: [1], c: 'x', d: [1, 2, 3, 4], e: [1, 2, 3, 4, 5], f: [2, 4, 0], g: null }
    expect(createShapeTable(rows).size).toBe(1)
    expect([null, 1, 'x', []].map((json) => createShapeTable(json).size)).toEqual([0, 0, 0, 0])
  })
})

describe('the text of a config.json', () => {
  it("may hold Python's infinities, and words that look like them", () => {
    const text =
      '{"a": [0.0, Infinity, -Infinity, NaN], "b": "Infinity \\" NaN", "num_hidden_layers": 2, "num_attention_heads": 4, "hidden_size": 64}'
    expect(shapeFromConfig(parsePythonJson(text))?.groups).toEqual([
      { layers: 2, valuesPerToken: 128, window: null },
    ])
  })

  it('may be no JSON', () => {
    for (const text of ['', '<html>', '{']) expect(() => parsePythonJson(text)).toThrow(SyntaxError)
  })
})

describe('the verdicts of a list', () => {
  it('are those of the full fit', () => {
    const anyModel = fc.record({
      sizeBytes: fc.option(fc.integer({ min: 0, max: 2 ** 38 })),
      shape: fc.constantFrom(null, llama8),
      kind: fc.constantFrom('llm' as const, 'image' as const),
      backend: fc.constantFrom('cpu' as const, 'cuda' as const, 'metal' as const),
      splitsLayers: fc.boolean(),
      type: fc.constantFrom(null, 'Checkpoint', 'LORA'),
      memoryMiB: fc.option(fc.integer({ min: 0, max: 200_000 })),
    })
    const property = fc.property(anyModel, (any) => {
      const asked = request({
        model: model({ type: any.type }),
        artifact: artifact({ format: 'gguf', sizeBytes: any.sizeBytes }),
        shape: any.shape,
        worker: worker(any.backend, { splitsLayers: any.splitsLayers }, any.kind),
      })
      const place = placeOf(asked.worker, hardware([gpu({ memoryMiB: any.memoryMiB })], 65_536))
      return listedVerdicts(asked.worker, place)(listedNeed(asked)) === fitModel(asked, place).verdict
    })
    expect(counterexample(property)).toBeNull()
  })
})

import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Fit, type FitVerdict, sumOf } from '#domain/fit/fit'
import type { FitRequest } from '#domain/fit/fit-model'
import { counterexample } from './property.ts'
import { llama8, on } from './requests.ts'
import { artifact, gpu, worker } from './samples.ts'

const rank: Readonly<Record<FitVerdict, number>> = { gpu: 0, partial: 1, cpu: 1, 'too-large': 2, unknown: 3 }
const anyMiB = fc.integer({ min: 0, max: 200_000 })
const anyRequest = fc.record({
  sizeBytes: fc.option(fc.integer({ min: 0, max: 2 ** 38 })),
  shaped: fc.boolean(),
  context: fc.integer({ min: 1, max: 200_000 }),
  split: fc.boolean(),
  backend: fc.constantFrom('cpu' as const, 'cuda' as const),
})
type AnyRequest = typeof anyRequest extends fc.Arbitrary<infer T> ? T : never
const build = ({ sizeBytes, shaped, context, split, backend }: AnyRequest): Partial<FitRequest> => ({
  artifact: artifact({ format: 'gguf', sizeBytes }),
  shape: shaped ? llama8 : null,
  settings: { context, picture: null },
  worker: worker(backend, { splitsLayers: split }),
})

/** Known verdicts only: what is unknown may turn out either way. */
const isNoWorse = (after: Fit, before: Fit): boolean =>
  before.verdict === 'unknown' || after.verdict === 'unknown' || rank[after.verdict] <= rank[before.verdict]

const anyMemory = fc.record({ gpuMiB: anyMiB, ramMiB: anyMiB, moreGpuMiB: anyMiB, moreRamMiB: anyMiB })

describe('always', () => {
  it('more memory never worsens a fit', () => {
    const property = fc.property(
      anyRequest,
      anyMemory,
      (asked, { gpuMiB, ramMiB, moreGpuMiB, moreRamMiB }) => {
        const before = on(build(asked), [gpu({ memoryMiB: gpuMiB })], ramMiB)
        const after = on(build(asked), [gpu({ memoryMiB: gpuMiB + moreGpuMiB })], ramMiB + moreRamMiB)
        return (
          isNoWorse(after, before) &&
          (after.maxContext ?? 0) >= (before.maxContext ?? 0) &&
          (after.layersThatFit ?? 0) >= (before.layersThatFit ?? 0)
        )
      },
    )
    expect(counterexample(property)).toBeNull()
  })

  it('another GPU never worsens a fit', () => {
    const property = fc.property(anyRequest, anyMiB, anyMiB, (asked, one, two) => {
      const before = on(build(asked), [gpu({ memoryMiB: one })], 16_384)
      const after = on(build(asked), [gpu({ memoryMiB: one }), gpu({ id: 'b', memoryMiB: two })], 16_384)
      return isNoWorse(after, before)
    })
    expect(counterexample(property)).toBeNull()
  })

  it('more context never needs less and never fits better', () => {
    const property = fc.property(anyRequest, anyMiB, fc.nat({ max: 100_000 }), (asked, memoryMiB, more) => {
      const less = on(build(asked), [gpu({ memoryMiB })], 16_384)
      const longer = on(build({ ...asked, context: asked.context + more }), [gpu({ memoryMiB })], 16_384)
      return (longer.needBytes ?? 0) >= (less.needBytes ?? 0) && isNoWorse(less, longer)
    })
    expect(counterexample(property)).toBeNull()
  })

  it('an unknown part never becomes a number, and the need is the sum of its parts', () => {
    const property = fc.property(anyRequest, anyMiB, (asked, memoryMiB) => {
      const { verdict, needBytes, parts } = on(build(asked), [gpu({ memoryMiB })], 16_384)
      const known = asked.sizeBytes !== null && asked.shaped
      return (
        (needBytes === null) === !known &&
        needBytes === sumOf(parts) &&
        (known || verdict === 'unknown' || verdict === 'too-large')
      )
    })
    expect(counterexample(property)).toBeNull()
  })
})

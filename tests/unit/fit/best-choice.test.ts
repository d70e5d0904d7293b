import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bestChoice, bitsOf, type Candidate } from '#domain/best-choice'
import { type FitVerdict, fitVerdicts, unknownFit } from '#domain/fit/fit'
import { inEnglish } from '#domain/sayings/saying'
import { counterexample } from './property.ts'
import { artifact, GiB } from './samples.ts'

const candidate = (
  quantization: string,
  verdict: FitVerdict,
  change: Partial<Candidate> = {},
  sizeBytes: number | null = bitsOf(artifact({ quantization })) * 1e9,
): Candidate => ({
  artifact: artifact({ id: quantization, format: 'gguf', quantization, sizeBytes }),
  workerId: 'w',
  confidence: 'medium',
  fit: {
    ...unknownFit,
    verdict,
    atBest: verdict,
    parts: [{ name: 'weights', bytes: sizeBytes }],
    needBytes: sizeBytes,
    place: { kind: 'gpu', gpuId: 'g', gpuName: null, capacityBytes: 4 * GiB, freeBytes: null, spillBytes: 0 },
  },
  ...change,
})
const chosen = (...candidates: Candidate[]): string | undefined => {
  const choice = bestChoice(candidates)
  return choice.kind === 'recommended' ? choice.candidate.artifact.id : undefined
}

const published = (id: string, publishedAt: number): Candidate => {
  const one = candidate('F16', 'gpu')
  const version = {
    id,
    name: id,
    baseModel: 'SD 1.5',
    baseModelType: null,
    publishedAt,
    unavailable: null,
    earlyAccess: null,
  }
  return { ...one, artifact: { ...one.artifact, id, version } }
}
const maybe = (quantization: string, atBest: FitVerdict): Candidate => {
  const one = candidate(quantization, 'unknown')
  return { ...one, fit: { ...one.fit, atBest } }
}

describe('bits of a quantisation', () => {
  it.each([
    ['Q4_K_M', 4],
    ['IQ2_XXS', 2],
    ['UD-Q2_K_XL', 2],
    ['TQ1_0', 1],
    ['Q8_0', 8],
    ['BF16', 16],
    ['F32', 32],
    ['MXFP4_MOE', 4],
    ['i1-IQ3_M', 3],
    ['something', 16],
  ])('%s', (name, bits) => {
    expect(bitsOf(artifact({ quantization: name }))).toBe(bits)
  })

  it('of a safetensors file, by its precision', () => {
    expect(bitsOf(artifact({ precision: 'fp8' }))).toBe(8)
    expect(bitsOf(artifact({ precision: 'bf16' }))).toBe(16)
    expect(bitsOf(artifact())).toBe(16)
  })
})

describe('the best choice', () => {
  it('is the best quality that fits into the GPU', () => {
    expect(chosen(candidate('Q4_K_M', 'gpu'), candidate('Q6_K', 'gpu'), candidate('Q8_0', 'partial'))).toBe(
      'Q6_K',
    )
  })

  it('is no larger than what no one can tell from the original', () => {
    expect(chosen(candidate('F16', 'gpu'), candidate('Q8_0', 'gpu'), candidate('F32', 'gpu'))).toBe('Q8_0')
  })

  it('is rather slow than poor', () => {
    expect(chosen(candidate('IQ2_XXS', 'gpu'), candidate('Q4_K_M', 'partial'))).toBe('Q4_K_M')
  })

  it('is poor where nothing else fits', () => {
    expect(bestChoice([candidate('IQ2_XXS', 'gpu'), candidate('Q4_K_M', 'too-large')])).toMatchObject({
      kind: 'recommended',
      candidate: { artifact: { id: 'IQ2_XXS' } },
      reason: { id: 'best-choice', values: { why: 'poor', place: 'gpu' } },
    })
  })

  it('is the one that was tested before the one that is planned', () => {
    const planned = candidate('Q8_0', 'gpu', { confidence: 'low' })
    const tested = candidate('bf16', 'cpu', { confidence: 'high' })
    expect(chosen(planned, tested)).toBe('bf16')
  })

  it('is the newest version of a CivitAI model', () => {
    expect(chosen(published('old', 1), published('new', 2))).toBe('new')
  })

  it('goes by what is known until all of it is', () => {
    expect(chosen(maybe('Q4_K_M', 'gpu'), maybe('Q8_0', 'partial'))).toBe('Q4_K_M')
  })

  it('tells the smallest, and what it lacks, where nothing fits', () => {
    const choice = bestChoice([candidate('Q8_0', 'too-large'), candidate('Q4_K_M', 'too-large', {}, 8 * GiB)])
    expect(choice).toMatchObject({ kind: 'none-fits', smallest: { artifact: { id: 'Q8_0' } } })
    const words = choice.kind === 'none-fits' && inEnglish(choice.reason)
    expect(words).toBe('Even the smallest needs 7.5 GiB; there are 4.0 GiB for it here.')
  })

  it('is none where no worker can run any', () => {
    expect(bestChoice([])).toEqual({ kind: 'none-compatible' })
    expect(bestChoice([candidate('Q8_0', 'gpu', { confidence: 'none' })])).toEqual({
      kind: 'none-compatible',
    })
  })

  it('does not depend on the order, always says why, and is never too large', () => {
    const any = fc.record({
      quantization: fc.constantFrom('Q2_K', 'Q4_K_M', 'Q8_0', 'F16', 'IQ3_M'),
      verdict: fc.constantFrom(...fitVerdicts),
      confidence: fc.constantFrom('high' as const, 'medium' as const, 'low' as const, 'none' as const),
      sizeBytes: fc.option(fc.integer({ min: 1, max: 2 ** 40 })),
    })
    const candidates = fc
      .array(any, { maxLength: 6 })
      .chain((all) =>
        fc.shuffledSubarray([...all.keys()], { minLength: all.length }).map((order) => ({ all, order })),
      )
    const property = fc.property(candidates, ({ all, order }) => {
      const built = all.map(({ quantization, verdict, confidence, sizeBytes }, index) => {
        const one = candidate(quantization, verdict, { confidence }, sizeBytes)
        return { ...one, artifact: { ...one.artifact, id: `${index}` } }
      })
      const choice = bestChoice(built)
      const shuffled = bestChoice(order.map((at) => built[at]).filter((one) => one !== undefined))
      return (
        JSON.stringify(shuffled) === JSON.stringify(choice) &&
        (choice.kind === 'none-compatible' || inEnglish(choice.reason) !== '') &&
        (choice.kind !== 'recommended' || choice.candidate.fit.verdict !== 'too-large')
      )
    })
    expect(counterexample(property)).toBeNull()
  })
})

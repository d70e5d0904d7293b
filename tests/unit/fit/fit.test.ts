import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Gpu } from '#domain/hardware'
import type { Learnt } from '#domain/model'
import { type Fit, type FitVerdict, quickVerdict, sumOf } from '#domain/fit/fit'
import { type FitRequest, fitModel, placeOf } from '#domain/fit/fit-model'
import { placeFor } from '#domain/fit/place'
import type { ModelShape } from '#domain/fit/shape'
import { artifact, GiB, gpu, hardware, MiB, model, worker } from './samples.ts'

const llama8: ModelShape = {
  layers: 32,
  groups: [{ layers: 32, valuesPerToken: 2048, window: null }],
  fixedValues: 0,
  contextLength: 131_072,
}
const parameters: Learnt<number> = { value: 8_030_261_248, from: 'safetensors' }
const expanded = { bytesPerWeight: { safetensors: 4 }, bytesPerCacheValue: 4, splitsLayers: false }

const request = (change: Partial<FitRequest> = {}): FitRequest => ({
  model: model(),
  artifact: artifact({ format: 'gguf', quantization: 'Q4_K_M', sizeBytes: 4.58 * GiB }),
  worker: worker('cuda'),
  shape: llama8,
  settings: { context: 8192, picture: null },
  ...change,
})
const on = (change: Partial<FitRequest>, gpus: readonly Gpu[], ramMiB: number | null): Fit => {
  const asked = request(change)
  return fitModel(asked, placeOf(asked.worker, hardware(gpus, ramMiB)))
}

describe('a language model', () => {
  it('fits into a GPU with all of its parts', () => {
    const fit = on({}, [gpu({ memoryMiB: 12 * 1024 })], 32 * 1024)
    expect(fit.verdict).toBe('gpu')
    expect(fit.parts).toEqual([
      { name: 'weights', bytes: 4.58 * GiB },
      { name: 'context', bytes: GiB },
      { name: 'overhead', bytes: 768 * MiB },
    ])
    expect(fit.needBytes).toBe(5.58 * GiB + 768 * MiB)
    expect(fit.layersThatFit).toBe(32)
    expect(fit.maxContext).toBe(Math.floor(((12 - 0.75) * GiB - 4.58 * GiB - 768 * MiB) / (128 * 1024)))
  })

  it('is split where GPU and RAM hold it together', () => {
    const fit = on({}, [gpu({ memoryMiB: 4 * 1024 })], 32 * 1024)
    expect(fit.verdict).toBe('partial')
    expect(fit.layersThatFit).toBeGreaterThan(10)
    expect(fit.layersThatFit).toBeLessThan(25)
    expect(fit.maxContext).toBe(0)
  })

  it('is too large where the worker cannot split it', () => {
    const fit = on(
      { worker: worker('cuda', { splitsLayers: false }) },
      [gpu({ memoryMiB: 4 * 1024 })],
      32 * 1024,
    )
    expect(fit.verdict).toBe('too-large')
  })

  it('runs in RAM on a CPU worker, whatever the GPU', () => {
    expect(on({ worker: worker('cpu') }, [gpu()], 16 * 1024).verdict).toBe('cpu')
    expect(on({ worker: worker('cpu') }, [gpu()], 6 * 1024).verdict).toBe('too-large')
  })

  it('takes four bytes a weight where the worker expands it', () => {
    const asked = {
      model: model({ parameters }),
      artifact: artifact({ sizeBytes: 16e9 }),
      worker: worker('cuda', expanded),
    }
    const fit = on(asked, [gpu()], 64 * 1024)
    expect(fit.parts[0]?.bytes).toBe(8_030_261_248 * 4)
    expect(fit.verdict).toBe('too-large')
    expect(on(asked, [gpu({ memoryMiB: 48 * 1024 })], 64 * 1024).verdict).toBe('gpu')
  })

  it.each([
    ['the header', { value: 1e9, from: 'safetensors' }, null, null, 4e9, false],
    ['size and precision', null, 'bf16', 2e9, 4e9, false],
    ['size and precision, before the name', { value: 3e9, from: 'name' }, 'fp16', 2e9, 4e9, false],
    ['the name', { value: 1e9, from: 'name' }, null, null, 4e9, true],
    ['nothing', null, null, 2e9, null, false],
    ['a precision not known', null, 'q4', 2e9, null, false],
  ] as const)('expands weights as %s tells', (_, known, precision, sizeBytes, bytes, estimated) => {
    const fit = on(
      {
        model: model({ parameters: known }),
        artifact: artifact({ precision, sizeBytes }),
        worker: worker('cuda', expanded),
      },
      [gpu()],
      null,
    )
    expect(fit.parts[0]?.bytes).toBe(bytes)
    expect(fit.estimated).toBe(estimated)
  })

  it('is judged at no more context than worker and model can use', () => {
    expect(on({ settings: { context: 1e6, picture: null } }, [gpu()], null).context).toBe(131_072)
    const declared = { formats: [], architectures: [], maxContextLength: 4096 }
    const fit = on({ worker: { ...worker('cuda'), declared } }, [gpu()], null)
    expect(fit.context).toBe(4096)
    expect(fit.maxContext).toBe(4096)
  })
})

describe('what is unknown', () => {
  it('without a shape: unknown, and at best what the weights leave possible', () => {
    const fit = on({ shape: null }, [gpu()], null)
    expect(fit).toMatchObject({
      verdict: 'unknown',
      atBest: 'gpu',
      needBytes: null,
      maxContext: null,
      layersThatFit: null,
    })
  })

  it('without a shape, but weights that are too large alone: too large', () => {
    expect(on({ shape: null }, [gpu({ memoryMiB: 2048 })], 2048).verdict).toBe('too-large')
  })

  it.each([
    ['no GPU of the worker', [gpu({ vendor: 'amd' })], 65_536],
    ['a GPU that cannot be used', [gpu({ usable: false })], 65_536],
    ['GPU memory not known', [gpu({ memoryMiB: null })], 65_536],
    ['RAM not known where layers would have to stay', [gpu({ memoryMiB: 2048 })], null],
  ])('%s', (_, gpus, ram) => {
    expect(on({}, gpus, ram).verdict).toBe('unknown')
  })

  it('a worker whose backend is not known has no place', () => {
    expect(placeOf(worker(null), hardware([gpu()], 65_536))).toBeNull()
  })

  it('the size of the file', () => {
    const fit = on({ artifact: artifact({ format: 'gguf' }) }, [gpu()], 65_536)
    expect(fit).toMatchObject({ verdict: 'unknown', needBytes: null, maxContext: null })
  })
})

describe('where', () => {
  it('takes the roomiest GPU, and never adds two up', () => {
    const place = placeFor(
      'cuda',
      hardware([gpu({ id: 'a', memoryMiB: 8192 }), gpu({ id: 'b', memoryMiB: 16_384 })], 65_536),
    )
    expect(place).toMatchObject({ gpuId: 'b', capacityBytes: 15 * GiB })
  })

  it('counts one slice of a divided card, and does not take the whole card for free', () => {
    const place = placeFor(
      'cuda',
      hardware([gpu({ memoryMiB: 81_920, freeMiB: 70_000, slices: [{ memoryMiB: 10_240 }] })], null),
    )
    expect(place).toMatchObject({ capacityBytes: 10_240 * MiB - 640 * MiB, freeBytes: null })
  })

  it('treats unified memory as one pool', () => {
    const apple = gpu({ vendor: 'apple', unified: true, memoryMiB: null, poolMiB: 49_152 })
    expect(placeFor('metal', hardware([apple], 65_536))).toMatchObject({
      capacityBytes: 48 * GiB,
      spillBytes: 0,
    })
    expect(placeFor('metal', hardware([{ ...apple, poolMiB: 65_536 }], 65_536))).toMatchObject({
      capacityBytes: 60 * GiB,
    })
    expect(placeFor('metal', hardware([{ ...apple, poolMiB: null }], 65_536))).toMatchObject({
      capacityBytes: null,
    })
  })

  it('says whether it would fit beside what runs now', () => {
    const fitsNow = (freeMiB: number | null) => on({}, [gpu({ freeMiB })], null).fitsNow
    expect([fitsNow(20_000), fitsNow(2000), fitsNow(null)]).toEqual([true, false, null])
  })
})

describe('an image model', () => {
  const sd15 = artifact({ sizeBytes: 2_132_625_894, version: { ...version('SD 1.5') } })
  const asked = (change: Partial<FitRequest> = {}): Partial<FitRequest> => ({
    worker: worker('cuda', { splitsLayers: false }, 'image'),
    model: model({ source: 'civitai', type: 'Checkpoint' }),
    artifact: sd15,
    shape: null,
    ...change,
  })

  it('a checkpoint is one part, at the picture its base was made for', () => {
    const fit = on(asked(), [gpu({ memoryMiB: 4096 })], null)
    expect(fit.verdict).toBe('gpu')
    expect(fit.parts).toEqual([
      { name: 'weights', bytes: 2_132_625_894 },
      { name: 'activations', bytes: 512 * 512 * 3600 },
      { name: 'overhead', bytes: 512 * MiB },
    ])
  })

  it('a larger picture needs more', () => {
    const picture = { width: 2048, height: 2048, batch: 2 }
    expect(on(asked({ settings: { context: 1, picture } }), [gpu({ memoryMiB: 4096 })], null).verdict).toBe(
      'too-large',
    )
  })

  it('what runs on top of a checkpoint is unknown without it', () => {
    const lora = asked({
      model: model({ source: 'civitai', type: 'LORA' }),
      artifact: artifact({ sizeBytes: 2e8 }),
    })
    expect(on(lora, [gpu()], null)).toMatchObject({ verdict: 'unknown', atBest: 'gpu', needBytes: null })
  })

  it('a snapshot with a file of unknown size is unknown', () => {
    const files = [
      { path: 'unet/diffusion_pytorch_model.safetensors', sizeBytes: null, sha256: null, hubId: null },
      { path: 'vae/diffusion_pytorch_model.safetensors', sizeBytes: 3e8, sha256: null, hubId: null },
    ]
    const fit = on(asked({ model: model(), artifact: artifact({ files }) }), [gpu()], null)
    expect(fit.parts.slice(0, 2)).toEqual([
      { name: 'denoiser', bytes: null },
      { name: 'vae', bytes: 3e8 },
    ])
    expect(fit.verdict).toBe('unknown')
  })
})

function version(baseModel: string) {
  return {
    id: '1',
    name: '1',
    baseModel,
    baseModelType: null,
    publishedAt: null,
    unavailable: null,
    earlyAccess: null,
  }
}

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

describe('always', () => {
  it('more memory never worsens a fit', () => {
    fc.assert(
      fc.property(anyRequest, anyMiB, anyMiB, anyMiB, anyMiB, (asked, gpuMiB, ramMiB, moreGpu, moreRam) => {
        const before = on(build(asked), [gpu({ memoryMiB: gpuMiB })], ramMiB)
        const after = on(build(asked), [gpu({ memoryMiB: gpuMiB + moreGpu })], ramMiB + moreRam)
        if (before.verdict === 'unknown') expect(['unknown']).toContain(after.verdict)
        else if (after.verdict !== 'unknown')
          expect(rank[after.verdict]).toBeLessThanOrEqual(rank[before.verdict])
        expect(after.maxContext ?? 0).toBeGreaterThanOrEqual(before.maxContext ?? 0)
        expect(after.layersThatFit ?? 0).toBeGreaterThanOrEqual(before.layersThatFit ?? 0)
      }),
    )
  })

  it('another GPU never worsens a fit', () => {
    fc.assert(
      fc.property(anyRequest, anyMiB, anyMiB, (asked, one, two) => {
        const before = on(build(asked), [gpu({ memoryMiB: one })], 16_384)
        const after = on(build(asked), [gpu({ memoryMiB: one }), gpu({ id: 'b', memoryMiB: two })], 16_384)
        if (before.verdict !== 'unknown' && after.verdict !== 'unknown')
          expect(rank[after.verdict]).toBeLessThanOrEqual(rank[before.verdict])
      }),
    )
  })

  it('more context never needs less and never fits better', () => {
    fc.assert(
      fc.property(anyRequest, anyMiB, fc.integer({ min: 0, max: 100_000 }), (asked, memoryMiB, more) => {
        const less = on(build(asked), [gpu({ memoryMiB })], 16_384)
        const longer = on(build({ ...asked, context: asked.context + more }), [gpu({ memoryMiB })], 16_384)
        expect(longer.needBytes ?? 0).toBeGreaterThanOrEqual(less.needBytes ?? 0)
        if (less.verdict !== 'unknown')
          expect(rank[longer.verdict]).toBeGreaterThanOrEqual(rank[less.verdict])
      }),
    )
  })

  it('an unknown part never becomes a number, and the need is the sum of its parts', () => {
    fc.assert(
      fc.property(anyRequest, anyMiB, (asked, memoryMiB) => {
        const fit = on(build(asked), [gpu({ memoryMiB })], 16_384)
        const known = asked.sizeBytes !== null && asked.shaped
        expect(fit.needBytes === null).toBe(!known)
        expect(fit.needBytes).toBe(sumOf(fit.parts))
        if (!known) expect(['unknown', 'too-large']).toContain(fit.verdict)
      }),
    )
  })

  it('the quick verdict is the verdict', () => {
    fc.assert(
      fc.property(anyRequest, anyMiB, (asked, memoryMiB) => {
        const fit = on(build(asked), [gpu({ memoryMiB })], 16_384)
        const [weights, context, overhead] = fit.parts
        const cache = context?.bytes ?? null
        const other = cache === null ? null : cache + (overhead?.bytes ?? 0)
        if (cache !== null)
          expect(quickVerdict(fit.place, weights?.bytes ?? null, other, asked.split)).toBe(fit.verdict)
      }),
    )
  })
})

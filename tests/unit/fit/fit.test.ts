import { describe, expect, it } from 'vitest'
import type { Learnt } from '#domain/model'
import { type FitRequest, placeOf } from '#domain/fit/fit-model'
import { placeFor } from '#domain/fit/place'
import { on } from './requests.ts'
import { artifact, GiB, gpu, hardware, MiB, model, worker } from './samples.ts'

const parameters: Learnt<number> = { value: 8_030_261_248, from: 'safetensors' }
const expanded = { bytesPerWeight: { safetensors: 4 }, bytesPerCacheValue: 4, splitsLayers: false }

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
    {
      by: 'the header',
      parameters: { value: 1e9, from: 'safetensors' },
      precision: null,
      sizeBytes: null,
      bytes: 4e9,
    },
    { by: 'size and precision', parameters: null, precision: 'bf16', sizeBytes: 2e9, bytes: 4e9 },
    {
      by: 'size and precision, before the name',
      parameters: { value: 3e9, from: 'name' },
      precision: 'fp16',
      sizeBytes: 2e9,
      bytes: 4e9,
    },
    {
      by: 'the name',
      parameters: { value: 1e9, from: 'name' },
      precision: null,
      sizeBytes: null,
      bytes: 4e9,
    },
    { by: 'nothing', parameters: null, precision: null, sizeBytes: 2e9, bytes: null },
    { by: 'no precision known here', parameters: null, precision: 'q4', sizeBytes: 2e9, bytes: null },
  ] as const)('expands weights as $by tells', ({ by, parameters: known, precision, sizeBytes, bytes }) => {
    const asked = {
      model: model({ parameters: known }),
      artifact: artifact({ precision, sizeBytes }),
      worker: worker('cuda', expanded),
    }
    const fit = on(asked, [gpu()], null)
    expect(fit.parts[0]?.bytes).toBe(bytes)
    expect(fit.estimated).toBe(by === 'the name')
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

  it('counts a part set aside for the GPU as its own, beside what the system calls memory', () => {
    const strix = gpu({ vendor: 'amd', unified: true, memoryMiB: 98_304, poolMiB: 98_304, freeMiB: 98_000 })
    expect(placeFor('rocm', hardware([strix], 31_744))).toMatchObject({
      capacityBytes: 97_280 * 2 ** 20,
      freeBytes: 98_000 * 2 ** 20,
      spillBytes: 0,
    })
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
    const fits = [20_000, 2000, null].map((freeMiB) => on({}, [gpu({ freeMiB })], null).fitsNow)
    expect(fits).toEqual([true, false, null])
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

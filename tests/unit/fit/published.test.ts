/** The figures that others measured or published, each with its source, against ours: within 15 %. */
import { afterAll, describe, expect, it } from 'vitest'
import configs from '../../fixtures/fit/configs.json' with { type: 'json' }
import metadata from '../../fixtures/fit/gguf-metadata.json' with { type: 'json' }
import published from '../../fixtures/fit/published.json' with { type: 'json' }
import { fitModel } from '#domain/fit/fit-model'
import { cacheBytes, type ModelShape } from '#domain/fit/shape'
import { shapeFromConfig } from '#domain/fit/shape-config'
import { shapeFromGguf } from '#domain/fit/shape-gguf'
import { artifact, MiB, model, worker } from './samples.ts'

type Row = (typeof published)[number]

const shapes: Readonly<Record<string, ModelShape | null>> = {
  ...Object.fromEntries(Object.entries(configs).map(([id, config]) => [id, shapeFromConfig(config)])),
  ...Object.fromEntries(Object.entries(metadata).map(([id, fields]) => [id, shapeFromGguf(fields)])),
}

function shapeOf(id: string): ModelShape {
  const shape = shapes[id]
  if (shape == null) throw new Error(`no shape of ${id}`)
  return shape
}

/** What the product says: its cache alone, or its weights and cache where the source counts both. */
function ours({ id, context, bytesPerValue, windows, weights }: Row): number {
  const shape = shapeOf(id)
  if (weights === undefined) return cacheBytes(shape, context, { bytesPerValue, windows })
  const { parameters, bytesPerWeight, sizeBytes } = weights
  const fit = fitModel(
    {
      model: model({
        parameters: parameters === undefined ? null : { value: parameters, from: 'safetensors' },
      }),
      artifact: artifact({
        format: sizeBytes === undefined ? 'safetensors' : 'gguf',
        sizeBytes: sizeBytes ?? null,
      }),
      worker: worker('cuda', {
        bytesPerWeight: bytesPerWeight === undefined ? {} : { safetensors: bytesPerWeight },
        bytesPerCacheValue: bytesPerValue,
        slidingWindow: windows,
      }),
      shape,
      settings: { context, picture: null },
    },
    null,
  )
  return fit.parts.slice(0, 2).reduce((sum, { bytes }) => sum + (bytes ?? Number.NaN), 0)
}

const table: string[] = []
afterAll(() => {
  console.log(['ours / published (MiB)', ...table].join('\n'))
})
const mebibytes = (bytes: number): string => (bytes / MiB).toFixed(bytes < 10 * MiB ? 3 : 0)
const compare = (name: string, figure: number, reference: number): number => {
  table.push(`${(figure / reference).toFixed(3)}  ${mebibytes(figure)} / ${mebibytes(reference)}  ${name}`)
  return Math.abs(figure - reference) / reference
}

describe('a language model', () => {
  it.each(published)('$id at $context tokens ($source)', (row) => {
    const what = row.weights === undefined ? 'cache' : 'weights and cache'
    const name = `${what} of ${row.id} at ${row.context}: ${row.source}`
    expect(compare(name, ours(row), row.bytes)).toBeLessThan(0.15)
  })

  it('is compared for at least 12 models', () => {
    expect(new Set(published.map(({ id }) => id)).size).toBeGreaterThanOrEqual(12)
  })
})

/** Sizes of stabilityai/sdxl-turbo's files, as the hub tells them. */
const sdxlFiles = {
  fp16: {
    'unet/diffusion_pytorch_model.fp16.safetensors': 5_135_149_760,
    'text_encoder/model.fp16.safetensors': 246_144_152,
    'text_encoder_2/model.fp16.safetensors': 1_389_382_176,
    'vae/diffusion_pytorch_model.fp16.safetensors': 167_335_342,
  },
  fp32: {
    'unet/diffusion_pytorch_model.safetensors': 10_270_077_736,
    'text_encoder/model.safetensors': 492_265_168,
    'text_encoder_2/model.safetensors': 2_778_702_264,
    'vae/diffusion_pytorch_model.safetensors': 334_643_268,
  },
}
const huggingFace = 'diffusers, Exploring simple optimizations for SDXL'

describe('an image model', () => {
  it.each([
    { precision: 'fp16', batch: 4, peakBytes: 21.7e9, source: huggingFace },
    { precision: 'fp32', batch: 4, peakBytes: 28e9, source: huggingFace },
    { precision: 'fp16', batch: 1, peakBytes: 11.2e9, source: 'kadeklabs.com, Optimizing SDXL Inference' },
  ] as const)('SDXL, $precision, $batch pictures of 1024 x 1024 ($source)', (row) => {
    const files = Object.entries(sdxlFiles[row.precision])
    const fit = fitModel(
      {
        model: model(),
        artifact: artifact({
          files: files.map(([path, sizeBytes]) => ({ path, sizeBytes, sha256: null, hubId: null })),
        }),
        worker: worker('cuda', {}, 'image'),
        shape: null,
        settings: { context: 1, picture: { width: 1024, height: 1024, batch: row.batch } },
      },
      null,
    )
    expect(fit.parts.map(({ name }) => name)).toEqual([
      'denoiser',
      'text-encoders',
      'vae',
      'activations',
      'overhead',
    ])
    const name = `peak of SDXL ${row.precision}, ${row.batch} pictures: ${row.source}`
    expect(compare(name, fit.needBytes ?? Number.NaN, row.peakBytes)).toBeLessThan(0.15)
  })
})

/** Plans: which files, where, and that nothing can be written outside or harmful be fetched. */
import { join } from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pathProblem } from '#core/downloads/plan/paths'
import { planDownload } from '#core/downloads/plan/plan'
import { artifactOf } from '../../integration/downloads/setting.ts'
import { civitaiFile, code, dreamShaper, file, MODELS, planned, request, tinyLlama } from './plans.ts'

describe('a plan', () => {
  it('leaves out copies, pickles and scripts, whatever the listing says', () => {
    const names = [
      'model.safetensors',
      'consolidated.00.safetensors',
      'pytorch_model.bin',
      'modeling.py',
      'run.sh',
      'adapter_model.safetensors',
      'config.json',
      'original/model.safetensors',
      'weights.pt',
      'x.onnx',
      '.gitattributes',
    ]
    const plan = planned(request(tinyLlama, artifactOf(names.map((path) => file(path)))))
    expect(plan.files.map(({ path }) => path)).toEqual(['model.safetensors', 'config.json'])
    expect(plan.skipped).toHaveLength(9)
  })

  it('takes of a pipeline only what its index names', () => {
    const names = [
      'model_index.json',
      'unet/a.safetensors',
      'safety_checker/b.safetensors',
      'vae/c.safetensors',
    ]
    const modelIndex = {
      _class_name: 'X',
      unet: ['diffusers', 'U'],
      vae: ['diffusers', 'V'],
      safety_checker: [null, null],
    }
    const plan = planned(request(tinyLlama, artifactOf(names.map((path) => file(path))), { modelIndex }))
    expect(plan.files.map(({ path }) => path)).toEqual([
      'model_index.json',
      'unet/a.safetensors',
      'vae/c.safetensors',
    ])
  })

  it('keeps the names of shards', () => {
    const names = ['q/m-00001-of-00002.gguf', 'q/m-00002-of-00002.gguf']
    const plan = planned(
      request(tinyLlama, { ...artifactOf(names.map((path) => file(path))), id: 'Q8_0', format: 'gguf' }),
    )
    expect(plan.files.map(({ path }) => path)).toEqual(['m-00001-of-00002.gguf', 'm-00002-of-00002.gguf'])
    expect(plan.modelPath.endsWith('/m-00001-of-00002.gguf')).toBe(true)
  })

  it('gives another version of the same CivitAI model a folder of its own', () => {
    const occupied = [{ entryId: 'civitai:4384', modelId: 'civitai:4384', artifactId: '1/2' }]
    expect(planned(request(dreamShaper, civitaiFile('a.safetensors'), { occupied })).entryId).toBe(
      'civitai:4384:128713',
    )
    const same = [{ entryId: 'civitai:4384', modelId: 'civitai:4384', artifactId: '128713/94516' }]
    expect(planned(request(dreamShaper, civitaiFile('a.safetensors'), { occupied: same })).entryId).toBe(
      'civitai:4384',
    )
  })

  it('never shares a folder with another model that sanitises alike', () => {
    const occupied = [
      {
        entryId: 'TinyLlama-TinyLlama/1.1B-Chat-v1.0',
        modelId: 'huggingface:TinyLlama-TinyLlama/1.1B-Chat-v1.0',
        artifactId: 'safetensors',
      },
    ]
    const plan = planned(request(tinyLlama, artifactOf([file('model.safetensors')]), { occupied }))
    expect(plan.entryId).toBe('TinyLlama/TinyLlama-1.1B-Chat-v1.0:safetensors')
  })

  it('is refused without weights, without a revision, for pickles', () => {
    const weights = artifactOf([file('model.safetensors')])
    expect(code(request(tinyLlama, artifactOf([file('config.json')])))).toBe('no-files')
    expect(code(request({ ...tinyLlama, revision: null }, weights))).toBe('no-revision')
    expect(code(request(tinyLlama, { ...weights, format: 'pickle' }))).toBe('no-safe-format')
    expect(code(request({ ...tinyLlama, sourceId: '../../etc' }, weights))).toBe('bad-id')
    expect(code(request(tinyLlama, artifactOf([file('../model.safetensors')])))).toBe('unsafe-path')
    expect(code(request(tinyLlama, artifactOf([file('a.safetensors'), file('A.safetensors')])))).toBe(
      'colliding-paths',
    )
  })

  it('never leaves the models folder, whatever the hub calls its files', () => {
    const nasty = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '..',
        '../..',
        '/etc/passwd',
        'C:\\x',
        'con',
        'NUL.safetensors',
        'a/../../b',
        '\\\\host\\x',
        'a\u0000b',
        '.',
        'x. ',
        '~/x',
      ),
    )
    fc.assert(
      fc.property(nasty, nasty, fc.constantFrom('transformers', 'civitai', 'gguf'), (a, b, kind) => {
        const path = `${a}${b}.${kind === 'gguf' ? 'gguf' : 'safetensors'}`
        const model = kind === 'civitai' ? dreamShaper : tinyLlama
        const artifact =
          kind === 'civitai'
            ? civitaiFile(path)
            : {
                ...artifactOf([file(path)]),
                format: kind === 'gguf' ? ('gguf' as const) : ('safetensors' as const),
              }
        const result = planDownload(request(model, artifact))
        if (!result.ok) return
        for (const one of result.plan.files) {
          expect(pathProblem(one.path)).toBe(null)
          const target = join(result.plan.folder, one.path)
          expect(target.startsWith(`${MODELS}/`)).toBe(true)
          expect(target).toBe(`${result.plan.folder}/${one.path}`)
        }
      }),
      { numRuns: 2000 },
    )
  })
})

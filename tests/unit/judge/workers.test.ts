/** What installed workers say of themselves, and which result of several is the best. */
import { describe, expect, it } from 'vitest'
import { problemWith, say } from '#domain/sayings/saying'
import { checkModelCompatibility, checkModelWorkerCompatibility } from '#domain/compatibility'
import type { Artifact, Model } from '#domain/model'
import { checkpoint, config, files, gguf, llama, llm, sd, workerNamed } from './samples.ts'

const fitOf = (_: Model, { id }: Artifact): number => Number(id === 'Q8_0')

describe('an installed worker', () => {
  const declared = { formats: [], architectures: [], maxContextLength: null }
  const says = (changes: object) =>
    workerNamed('llm-worker-rbee-cuda', { declared: { ...declared, ...changes } })

  it('reads GGUF when it says so', () => {
    expect(checkModelWorkerCompatibility(gguf(), says({ formats: ['GGUF'] })).confidence).toBe('medium')
  })
  it('reads no safetensors when it leaves them out', () => {
    expect(checkModelWorkerCompatibility(llama(), says({ formats: ['gguf'] })).codes).toContain(
      'format-unsupported',
    )
  })
  it('never opens a format that its family does not know', () => {
    const pickle = llama({ tags: ['transformers', 'pytorch', 'llama'] })
    expect(checkModelWorkerCompatibility(pickle, says({ formats: ['pickle'] })).confidence).toBe('none')
  })
  it('narrows and widens the architectures', () => {
    const worker = says({ architectures: ['mistral', 'deepseek_v2'] })
    expect(checkModelWorkerCompatibility(llama(), worker).confidence).toBe('none')
    expect(checkModelWorkerCompatibility(llama(config('mixtral')), worker).confidence).toBe('high')
    expect(checkModelWorkerCompatibility(llama(config('deepseek_v2')), worker).confidence).toBe('medium')
  })
  it('says nothing with empty lists', () => {
    expect(checkModelWorkerCompatibility(llama(), says({})).confidence).toBe('high')
  })
  it('tells its own context', () => {
    const long = llama(config('llama', { max_position_embeddings: 16_384 }))
    expect(checkModelWorkerCompatibility(long, says({ maxContextLength: 8192 })).warnings).toEqual([
      'Its context of 16,384 tokens will be truncated to 8,192.',
    ])
  })
  it('is past the problems of an older version', () => {
    const newer = workerNamed('llm-worker-rbee-cuda', { version: '0.2.0' })
    expect(checkModelWorkerCompatibility(llama(config('qwen3')), newer).confidence).toBe('medium')
  })
  it('does not count when it cannot run here, and says why', () => {
    const problem = problemWith('gpu-missing', say('needs-nvidia'), say('use-cpu-worker'))
    const result = checkModelCompatibility(llama(), [workerNamed('llm-worker-rbee-cuda', { problem })])
    expect(result).toMatchObject({
      compatible: false,
      codes: ['worker-unusable'],
      reasons: ['Needs an NVIDIA graphics card that CUDA can use. None was found.'],
      recommendations: ['Use the CPU worker instead.'],
    })
  })
})

describe('the best result', () => {
  it('is safetensors before GGUF, and the higher confidence before both', () => {
    const both = { tags: ['safetensors', 'gguf', 'transformers'] }
    expect(checkModelCompatibility(llama(both), [sd, llm])).toMatchObject({
      artifactId: 'safetensors',
      workerId: 'llm-worker-rbee-cuda',
    })
  })
  it('speaks of the worker that comes nearest', () => {
    expect(checkModelCompatibility(checkpoint({ model: { type: 'VAE' } }), [llm, sd]).workerId).toBe(sd.id)
    expect(checkModelCompatibility(llama(config('bert')), [sd, llm]).workerId).toBe(llm.id)
  })
  it('lets the fit decide between equals', () => {
    const model = gguf(files('a.Q4_K_M.gguf', 'a.Q8_0.gguf'))
    expect(checkModelCompatibility(model, [llm], { fitOf }).artifactId).toBe('Q8_0')
  })
  it('names the worker to install, and the original to use instead', () => {
    expect(checkModelCompatibility(llama(), [sd], { installable: [llm] }).recommendations).toContain(
      'Install llm-worker-rbee-cuda, which can run it.',
    )
    const quantised = gguf({
      pipeline_tag: 'text-generation',
      tags: ['gguf', 'base_model:quantized:org/Some-8B', 'base_model:org/Some-8B'],
    })
    expect(checkModelCompatibility(quantised, [llm]).recommendations).toEqual([
      'Use org/Some-8B, from which it was made.',
    ])
  })
  it('names the safe file of a pickle', () => {
    const pickle = { id: 31, name: 'some.ckpt', type: 'Model', metadata: { format: 'PickleTensor' } }
    const safe = checkpoint()
    const model = { ...safe, artifacts: [...checkpoint({ file: pickle }).artifacts, ...safe.artifacts] }
    const [first] = model.artifacts
    expect(checkModelWorkerCompatibility({ ...model, artifacts: [first!] }, sd).recommendations).toEqual([])
    expect(checkModelCompatibility(model, [sd])).toMatchObject({ confidence: 'high', artifactId: '20/30' })
  })
  it('has a reason with no worker at all', () => {
    expect(checkModelCompatibility(llama(), [])).toMatchObject({
      compatible: false,
      codes: ['worker-unusable'],
    })
  })
})

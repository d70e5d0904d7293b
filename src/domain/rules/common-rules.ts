import type { Finding } from '../finding.ts'
import type { Format, Model, Unavailable } from '../model.ts'
import { refuse, type Subject, warn } from './subject.ts'

/** Rules that hold for every worker and hub. */

const unavailableText: Readonly<Record<Unavailable, string>> = {
  disabled: 'The hub has disabled it.',
  archived: 'Its author has archived it: it cannot be downloaded any more.',
  'taken-down': 'The hub has taken it down.',
  deleted: 'It has been deleted.',
  'not-public': 'It is not published.',
  'not-downloadable': 'The hub does not let anyone download it.',
}

export function available({ model, artifact }: Subject): Finding | null {
  const unavailable = model.unavailable ?? artifact?.version?.unavailable ?? null
  return unavailable === null ? null : refuse('unavailable', unavailableText[unavailable])
}

export function workerUsable({ worker }: Subject): Finding | null {
  return worker.problem === null
    ? null
    : refuse('worker-unusable', worker.problem.message, worker.problem.cure)
}

export function hasArtifact({ artifact }: Subject): Finding | null {
  return artifact === null
    ? refuse('no-artifact', 'It holds nothing that could be downloaded and run.')
    : null
}

export function gate({ model }: Subject): Finding | null {
  if (model.private) {
    return warn('gated', 'It is private.', 'Add an access token that may read it, in the settings.')
  }
  if (model.gated === 'no') return null
  const wait = model.gated === 'manual' ? ' Its author answers each request by hand.' : ''
  return warn(
    'gated',
    `Its author asks you to accept terms before downloading.${wait}`,
    `Accept the terms at ${pageOf(model)}, then add your access token in the settings.`,
  )
}

const pageOf = (model: Model): string => `https://huggingface.co/${model.sourceId}`

const formatNames: Readonly<Record<Format, string>> = {
  safetensors: 'safetensors',
  gguf: 'GGUF',
  pickle: 'PyTorch pickle',
  onnx: 'ONNX',
  mlx: 'MLX',
  keras: 'Keras',
  flax: 'Flax',
  coreml: 'Core ML',
  diffusers: 'a diffusers archive',
  other: 'a format that is not known to be safe',
}

export const nameOfFormat = (format: Format): string => formatNames[format]

/** A pickle can run any program while it is loaded, so it is never only "unsupported". */
export function refuseFormat(format: Format, workerName: string, recommendation: string | null): Finding {
  return format === 'pickle'
    ? refuse(
        'format-unsafe',
        'Its weights are pickle files, which can run any code when loaded.',
        recommendation,
      )
    : refuse('format-unsupported', `The ${workerName} cannot read ${formatNames[format]}.`, recommendation)
}

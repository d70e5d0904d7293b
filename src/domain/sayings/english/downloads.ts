/** What to know before a download, why there can be none, and what is wrong with what lies on the disk. */
import { gigabytes } from '../values.ts'

export const downloads = {
  'no-tokenizer': 'It has no tokenizer.json, and the LLM worker reads no other tokenizer.',
  'too-large-here': "It needs more memory than this machine's.",
  'terms-by-person': 'Its author grants access to each person. Ask on its page first.',
  'terms-first': 'Its terms must be accepted on its page first.',
  'private-access': 'This model is private. Only accounts with access can fetch it.',
  'add-token': 'Add a token in Settings, so that the hub knows who you are.',
  'licence-conditions': ({ licence }: { readonly licence: string }) =>
    `Its licence (${licence}) sets conditions on use.`,
  'disk-lacks': ({ bytes }: { readonly bytes: number }) =>
    `The disk lacks ${gigabytes(bytes, '.')} for this and for what is queued.`,
  'size-unsaid': 'The hub does not say how large it is.',
  'no-checksum': 'The hub names no checksum for its weights, so they cannot be verified.',
  'gguf-no-tokenizer': 'This file brings no tokenizer: the LLM worker cannot load it.',
  'gguf-no-scores':
    'This file has no token scores. This version of the LLM worker asks for them and may refuse it.',

  'plan-no-files': 'The hub lists no weights that a worker can read.',
  'plan-no-safe-format': 'Only safetensors and GGUF files are fetched.',
  'plan-no-revision': 'The hub does not say which version this is.',
  'plan-unsafe-path': ({ path }: { readonly path: string }) =>
    `A file of this model has a name that cannot be written safely: ${path}`,
  'plan-colliding-paths': ({ paths }: { readonly paths: readonly string[] }) =>
    `Files of this model would overwrite each other: ${paths.join(', ')}`,
  'plan-folder-taken': ({ folder }: { readonly folder: string }) =>
    `Another model lies in ${folder} already.`,
  'plan-bad-id': 'The id of this model is not one of a hub.',

  'import-other-files': 'Only .safetensors and .gguf files can be taken in.',
  'not-a-model-folder': 'This is no model folder.',
  'not-a-models-folder': 'This folder is not one of a model.',
  'target-taken': ({ target }: { readonly target: string }) => `There is ${target} already.`,
  'entry-too-old': 'Its entry is too old or damaged to be moved.',
  'being-downloaded': 'This model is being downloaded.',
  'token-characters': 'A token has no spaces or special characters.',

  'file-not-gguf': 'It is not a GGUF file.',
  'file-cut-off': 'It is cut off.',
  'file-tensors-beyond': 'Its tensors do not fit into the file.',
  'file-metadata': ({ detail }: { readonly detail: string }) => `Its metadata cannot be read: ${detail}`,
  'file-header-beyond': 'Its header does not fit into the file.',
  'file-header': 'Its header cannot be read.',
  'file-tensor': ({ name }: { readonly name: string }) => `Its tensor ${name} is not described properly.`,
  'file-tensor-gaps': 'Its tensors overlap or leave gaps.',
  'file-tensor-length': 'A tensor is not as long as its shape says.',
  'file-tensors-short': 'Its tensors do not fill the file.',

  'entry-unreadable': ({ folder, code }: { readonly folder: string; readonly code: string }) =>
    `metadata.json of ${folder} cannot be read (${code}).`,
  'entry-too-large': 'metadata.json is too large to be one.',
  'entry-not-json': 'metadata.json is cut off or is not JSON.',
  'entry-lacks': ({ field }: { readonly field: string }) =>
    `metadata.json lacks what an entry must have: ${field}.`,
}

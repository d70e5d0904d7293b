/** What the compatibility rules have to say. */
import type { Format } from '../../model.ts'
import {
  grouped,
  type Chosen,
  type InFormat,
  type KindsWanted,
  type LibrariesWanted,
  listed,
  type Note,
  type Shortage,
  type TasksWanted,
  type TypesWanted,
} from '../values.ts'

const all = (words: readonly string[]): string => listed(words, 'and')

const formats: Readonly<Record<Format, string>> = {
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

const whys: Readonly<Record<Chosen['why'], string>> = {
  only: 'The only one that your workers can run.',
  poor: 'Larger ones do not fit here; the quality is noticeably lower.',
  'best-that-fits': 'The best quality that fits.',
  best: 'The best quality there is.',
  'as-good': 'As good as the larger ones, and smaller.',
}
const places: Readonly<Record<Chosen['place'], string>> = {
  gpu: 'It fits into the memory of the GPU.',
  partial: 'A part of it stays in RAM, which makes it slower.',
  cpu: 'It fits into RAM.',
  unknown: 'Not all of the memory that it takes is known yet.',
  'too-large': 'It does not fit.',
}
const gibibytes = (bytes: number): string => `${(bytes / 2 ** 30).toFixed(1)} GiB`

export const rules = {
  /** A sentence that the rules' own file brings, in each language. */
  note: ({ en }: Note) => en,

  'unavailable-disabled': 'The hub has disabled it.',
  'unavailable-archived': 'Its author has archived it: it cannot be downloaded any more.',
  'unavailable-taken-down': 'The hub has taken it down.',
  'unavailable-deleted': 'Its hub does not have it any more.',
  'unavailable-not-public': 'It is not published.',
  'unavailable-not-downloadable': 'The hub does not let anyone download it.',
  'holds-nothing': 'It holds nothing that could be downloaded and run.',
  'hub-other': ({ worker, hub }: { readonly worker: string; readonly hub: string }) =>
    `The ${worker} takes no models from ${hub}.`,
  'no-worker': 'No worker is installed that could run it.',
  'install-worker': ({ id }: { readonly id: string }) => `Install ${id}, which can run it.`,

  'private-model': 'It is private.',
  'add-token-that-may': 'Add an access token that may read it, in the settings.',
  'terms-asked': 'Its author asks you to accept terms before downloading.',
  'terms-by-hand':
    'Its author asks you to accept terms before downloading. Its author answers each request by hand.',
  'accept-terms': ({ url }: { readonly url: string }) =>
    `Accept the terms at ${url}, then add your access token in the settings.`,

  pickle: 'Its weights are pickle files, which can run any code when loaded.',
  'format-unreadable': ({ worker, format }: { readonly worker: string; readonly format: Format }) =>
    `The ${worker} cannot read ${formats[format]}.`,
  'format-declared': ({ format }: { readonly format: Format }) =>
    `This worker says that it reads ${formats[format]}.`,
  'format-planned': ({ format }: { readonly format: Format }) => `${formats[format]} is planned.`,
  planned: ({ name }: { readonly name: string }) => `${name} is planned.`,
  'made-from': ({ model }: { readonly model: string }) => `Use ${model}, from which it was made.`,

  'task-unsaid': ({ worker, tasks }: TasksWanted) =>
    `It does not say what it does; the ${worker} runs ${all(tasks)} only.`,
  'task-other': ({ task, worker, tasks }: TasksWanted & { readonly task: string }) =>
    `Its task is ${task}; the ${worker} runs ${all(tasks)} only.`,
  'library-unsaid': ({ worker, libraries }: LibrariesWanted) =>
    `It does not say which library it is for; the ${worker} loads ${all(libraries)} models.`,
  'library-other': ({ library, worker, libraries }: LibrariesWanted & { readonly library: string }) =>
    `It is made for ${library}; the ${worker} loads ${all(libraries)} models.`,

  'adapter-alone': 'It is an adapter without the model that it belongs to.',
  'adapter-base': ({ model }: { readonly model: string }) =>
    `Use ${model}, which it adapts, or a merged model.`,
  'adapter-merged': 'Choose a model that has the adapter merged in.',
  'lora-alone': 'It is a LoRA or another adapter, not a whole pipeline.',
  'lora-base': ({ model }: { readonly model: string }) => `Use ${model}, which it adapts.`,
  'whole-pipeline': 'Choose a whole pipeline.',

  quantised: ({ method, worker }: { readonly method: string | null; readonly worker: string }) =>
    `Its weights are quantised${method === null ? '' : ` (${method})`}; the ${worker} reads plain safetensors only.`,
  'quantised-from': ({ model }: { readonly model: string }) => `Use ${model}, from which it was quantised.`,
  'choose-original': 'Choose the model that it was quantised from.',
  'remote-code': 'It runs only with program code of its own, which workers do not load.',

  'kind-unknown': ({ worker, kinds }: KindsWanted) =>
    `Nothing says what kind of model it is; the ${worker} runs ${all(kinds)} models.`,
  'kind-contradiction': ({ names }: { readonly names: readonly string[] }) =>
    `Its tags or name contradict each other: ${all(names)}.`,
  'kind-declared': ({ name }: { readonly name: string }) =>
    `This worker says that it runs ${name} models. That is not tested.`,
  'kind-undeclared': ({ name }: { readonly name: string }) =>
    `This worker says that it does not run ${name} models.`,
  'kind-tagged': ({ name, worker, kinds }: KindsWanted & { readonly name: string }) =>
    `Its tags or its name say "${name}"; the ${worker} runs ${all(kinds)} models.`,
  'kind-other': ({ name, worker, kinds }: KindsWanted & { readonly name: string }) =>
    `It is a ${name} model; the ${worker} runs ${all(kinds)} models.`,
  'kind-known': ({ name, worker }: { readonly name: string; readonly worker: string }) =>
    `It is a ${name} model, a kind that the ${worker} knows.`,
  'kind-tested': ({ name, format, worker }: InFormat) =>
    `A ${name} model in ${formats[format]}: tested with the ${worker}.`,
  'kind-expected': ({ name, format, worker }: InFormat) =>
    `A ${name} model in ${formats[format]}: it should work with the ${worker}, by its specification.`,
  'kind-from-tags': ({ name }: { readonly name: string }) =>
    `That it is a ${name} model is known only from its tags.`,
  'kind-from-name': ({ name }: { readonly name: string }) =>
    `That it is a ${name} model is known only from its name.`,
  'context-truncated': ({ context, most }: { readonly context: number; readonly most: number }) =>
    `Its context of ${grouped(context, ',')} tokens will be truncated to ${grouped(most, ',')}.`,

  'pipeline-unsaid': 'It does not say which pipeline it is.',
  'pipeline-other': ({ name, worker }: { readonly name: string; readonly worker: string }) =>
    `The ${worker} does not run ${name}.`,
  'pipeline-tested': ({ name, worker }: { readonly name: string; readonly worker: string }) =>
    `A ${name} pipeline in safetensors: tested with the ${worker}.`,

  'type-unsaid': ({ worker, types }: TypesWanted) =>
    `It does not say what type it is; the ${worker} uses ${all(types)} only.`,
  'type-other': ({ type, worker, types }: TypesWanted & { readonly type: string }) =>
    `Its type is ${type}; the ${worker} uses ${all(types)} only.`,
  'base-unsaid': ({ worker }: { readonly worker: string }) =>
    `It does not say which base model it is made for, which the ${worker} does not run.`,
  'base-other': ({ base, worker }: { readonly base: string; readonly worker: string }) =>
    `It is made for ${base}, which the ${worker} does not run.`,
  'checkpoint-tested': ({ base, worker }: { readonly base: string; readonly worker: string }) =>
    `A ${base} checkpoint in safetensors: tested with the ${worker}.`,
  'base-kind-untested': ({ kind }: { readonly kind: string }) =>
    `It is of the kind ${kind}, which is not tested.`,
  'role-unsaid': 'The hub does not say what this file is; the model itself is needed.',
  'role-other': ({ role }: { readonly role: string }) =>
    `This file is for another purpose (${role}); the model itself is needed.`,
  'same-version': ({ file }: { readonly file: string }) => `Use ${file} of the same version.`,
  'other-version': ({ version }: { readonly version: string }) =>
    `Use version ${version}, which has safetensors.`,
  'scan-pending': 'The hub has not finished scanning this file.',
  'scan-danger': 'The hub found something dangerous in this file.',
  'scan-error': 'The hub could not scan this file, so nobody knows that it is safe.',
  'buy-first': 'It must be bought before it can be downloaded.',
  'buy-first-until': ({ day }: { readonly day: string }) =>
    `It must be bought before it can be downloaded. Until ${day}.`,
  buy: 'Buy it on its page, or choose another version.',

  'best-choice': ({ why, place }: Chosen) => `${whys[why]} ${places[place]}`,
  'smallest-needs': ({ needBytes, capacityBytes }: Shortage) =>
    `Even the smallest needs ${gibibytes(needBytes)}; there are ${gibibytes(capacityBytes)} for it here.`,
  'smallest-needs-at-least': ({ needBytes, capacityBytes }: Shortage) =>
    `Even the smallest needs at least ${gibibytes(needBytes)}; there are ${gibibytes(capacityBytes)} for it here.`,
}

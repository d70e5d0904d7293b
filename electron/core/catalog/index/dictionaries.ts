import {
  createDictionary,
  createTraits,
  createTuples,
  type Dictionary,
  type Traits,
  type Tuples,
} from './dictionary.ts'

const strings = [
  'source',
  'task',
  'type',
  'architecture',
  'format',
  'licence',
  'licenceGroup',
  'quantization',
  'language',
  'baseModel',
  'author',
  'artifactId',
] as const
const tuples = [
  'formatSet',
  'quantizationSet',
  'languageSet',
  'baseModelSet',
  'modelClass',
  'artifactKind',
] as const

type StringName = (typeof strings)[number]
type TupleName = (typeof tuples)[number]

/** Shared by all segments, so that codes mean the same everywhere. */
export type Dictionaries = Readonly<
  Record<StringName, Dictionary> & Record<TupleName, Tuples> & { readonly traits: Traits }
>

export interface SavedDictionaries {
  readonly strings: Readonly<Record<StringName, readonly string[]>>
  readonly tuples: Readonly<Record<TupleName, readonly (readonly number[])[]>>
  readonly traits: Pick<Traits, 'keys' | 'samples'>
}

const make = <Name extends string, Value>(
  names: readonly Name[],
  value: (name: Name) => Value,
): Record<Name, Value> => Object.fromEntries(names.map((name) => [name, value(name)])) as Record<Name, Value>

export const createDictionaries = (saved?: SavedDictionaries): Dictionaries => ({
  ...make(strings, (name) => createDictionary(saved?.strings[name])),
  ...make(tuples, (name) => createTuples(saved?.tuples[name])),
  traits: createTraits(saved?.traits.keys, saved?.traits.samples),
})

export const saveDictionaries = (dictionaries: Dictionaries): SavedDictionaries => ({
  strings: make(strings, (name) => dictionaries[name].values),
  tuples: make(tuples, (name) => dictionaries[name].values),
  traits: { keys: dictionaries.traits.keys, samples: dictionaries.traits.samples },
})

/** The places of a class's attributes in its tuple. */
export const classAttributes = {
  source: 0,
  task: 1,
  type: 2,
  architecture: 3,
  formatSet: 4,
  licence: 5,
  licenceGroup: 6,
  flags: 7,
} as const

/** The places of an artifact kind's attributes in its tuple. */
export const kindAttributes = { format: 0, quantization: 1, baseModel: 2, trait: 3, flags: 4 } as const

export const NEED_KNOWN = 1
export const NEED_WHOLE = 2

export const FLAG_NSFW = 1
export const FLAG_GATED = 2

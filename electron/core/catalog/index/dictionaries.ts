import { createDictionary, createTuples, type Dictionary, type Tuples } from './dictionary.ts'

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
  'trait',
] as const
const tuples = ['formatSet', 'quantizationSet', 'languageSet', 'baseModelSet', 'modelClass'] as const

type StringName = (typeof strings)[number]
type TupleName = (typeof tuples)[number]

/** Shared by all segments, so that codes mean the same everywhere. */
export type Dictionaries = Readonly<Record<StringName, Dictionary> & Record<TupleName, Tuples>>

export interface SavedDictionaries {
  readonly strings: Readonly<Record<StringName, readonly string[]>>
  readonly tuples: Readonly<Record<TupleName, readonly (readonly number[])[]>>
}

const make = <Name extends string, Value>(
  names: readonly Name[],
  value: (name: Name) => Value,
): Record<Name, Value> =>
  Object.fromEntries(names.map((name) => [name, value(name)])) as Record<Name, Value>

export const createDictionaries = (saved?: SavedDictionaries): Dictionaries => ({
  ...make(strings, (name) => createDictionary(saved?.strings[name])),
  ...make(tuples, (name) => createTuples(saved?.tuples[name])),
})

export const saveDictionaries = (dictionaries: Dictionaries): SavedDictionaries => ({
  strings: make(strings, (name) => dictionaries[name].values),
  tuples: make(tuples, (name) => dictionaries[name].values),
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

export const FLAG_NSFW = 1
export const FLAG_GATED = 2

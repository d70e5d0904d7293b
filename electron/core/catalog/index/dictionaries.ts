import { createStringCollector, createTraitCollector, createTupleCollector } from './collect.ts'
import {
  createDictionary,
  createTraits,
  createTuples,
  type Dictionary,
  type PackedStrings,
  type PackedTuples,
  type Traits,
  type Tuples,
} from './dictionary.ts'
import { createTallyKeeper, type TallyKeeper } from './tally.ts'

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

export type StringName = (typeof strings)[number]
type TupleName = (typeof tuples)[number]

/** Shared by all segments, so that codes mean the same everywhere. */
export type Dictionaries = Readonly<
  Record<StringName, Dictionary> &
    Record<TupleName, Tuples> & {
      readonly traits: Traits
      /** Where queries count: one after the other they use the same. */
      readonly tallies: Record<'sets' | 'values', TallyKeeper>
    }
>

/** As they were collected, in a form that travels and lies in files. */
export interface PackedDictionaries {
  readonly strings: Readonly<Record<StringName, PackedStrings>>
  readonly tuples: Readonly<Record<TupleName, PackedTuples>>
  readonly traits: { readonly keys: PackedStrings; readonly samples: PackedStrings }
}

const make = <Name extends string, Value>(
  names: readonly Name[],
  value: (name: Name) => Value,
): Record<Name, Value> => Object.fromEntries(names.map((name) => [name, value(name)])) as Record<Name, Value>

export const createDictionaries = (packed: PackedDictionaries): Dictionaries => ({
  ...make(strings, (name) => createDictionary(packed.strings[name])),
  ...make(tuples, (name) => createTuples(packed.tuples[name])),
  traits: createTraits(packed.traits.keys, packed.traits.samples),
  tallies: make(['sets', 'values'], createTallyKeeper),
})

export type Collectors = ReturnType<typeof createCollectors>

export const createCollectors = () => ({
  ...make(strings, createStringCollector),
  ...make(tuples, createTupleCollector),
  traits: createTraitCollector(),
})

export const packCollectors = (collectors: Collectors): PackedDictionaries => ({
  strings: make(strings, (name) => collectors[name].pack()),
  tuples: make(tuples, (name) => collectors[name].pack()),
  traits: collectors.traits.pack(),
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

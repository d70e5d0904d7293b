/** What was built elsewhere joins what is shown here: its codes become ours. */
import type { PackedSegment } from './segment-builder.ts'
import {
  classAttributes,
  createDictionaries,
  kindAttributes,
  type Dictionaries,
  type StringName,
} from './dictionaries.ts'
import { asSet } from './collect.ts'
import type { Tuples } from './dictionary.ts'
import type { Segment } from './segment.ts'

/** Changes the segment in place. */
export function adoptNext({ segment, dictionaries }: PackedSegment, ours: Dictionaries): Segment {
  const theirs = createDictionaries(dictionaries)
  const text = (name: StringName) =>
    translate(theirs[name].size, (code) => ours[name].code(theirs[name].at(code)))
  const set = (name: 'format' | 'quantization' | 'language' | 'baseModel', member: Codes) =>
    translateTuples(theirs[`${name}Set`], ours[`${name}Set`], (members) =>
      asSet(Array.from(members, (code) => member[code]!)),
    )
  const [format, quantization, baseModel] = [text('format'), text('quantization'), text('baseModel')]
  const traits = translate(theirs.traits.size, (code) =>
    ours.traits.code(theirs.traits.keyOf(code), () => theirs.traits.sampleOf(code)),
  )
  const inClass = placesOf(classAttributes, {
    source: text('source'),
    task: text('task'),
    type: text('type'),
    architecture: text('architecture'),
    formatSet: set('format', format),
    licence: text('licence'),
    licenceGroup: text('licenceGroup'),
    flags: null,
  })
  const inKind = placesOf(kindAttributes, { format, quantization, baseModel, trait: traits, flags: null })
  const attributes = (name: 'modelClass' | 'artifactKind', places: readonly (Codes | null)[]) =>
    translateTuples(theirs[name], ours[name], (members) =>
      Array.from(members, (code, place) => places[place]?.[code] ?? code),
    )

  replace(segment.author, text('author'))
  replace(segment.quantizationSet, set('quantization', quantization))
  replace(segment.languageSet, set('language', text('language')))
  replace(segment.baseModelSet, set('baseModel', baseModel))
  replace(segment.modelClass, attributes('modelClass', inClass))
  replace(segment.artifacts.id, text('artifactId'))
  replace(segment.artifacts.kind, attributes('artifactKind', inKind))
  return segment
}

type Codes = Uint32Array

const translate = (size: number, code: (theirs: number) => number): Codes =>
  Uint32Array.from({ length: size }, (_, theirs) => code(theirs))

const translateTuples = (
  theirs: Tuples,
  ours: Tuples,
  members: (tuple: Uint32Array) => readonly number[],
): Codes => translate(theirs.size, (code) => ours.code(members(theirs.at(code))))

function placesOf<Name extends string>(
  places: Readonly<Record<Name, number>>,
  codes: Readonly<Record<Name, Codes | null>>,
): readonly (Codes | null)[] {
  const list: (Codes | null)[] = []
  for (const name of Object.keys(places) as Name[]) list[places[name]] = codes[name]
  return list
}

function replace(column: Uint32Array, codes: Codes): void {
  for (let row = 0; row < column.length; row++) column[row] = codes[column[row]!]!
}

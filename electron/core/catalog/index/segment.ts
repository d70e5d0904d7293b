/**
 * A segment: the columns of some models, built once and never changed, except that rows may die.
 * The catalog is one large segment and a few small ones for what came later.
 */
import type { Model } from '#domain/model'
import type { CatalogRules } from './judge-port.ts'
import type { KeyedModel } from '../store/database-row.ts'
import { allBits, type Bits } from './bits.ts'
import { FLAG_GATED, FLAG_NSFW, NEED_KNOWN, NEED_WHOLE, type Dictionaries } from './dictionaries.ts'
import { setCode } from './dictionary.ts'
import { factsOf, type Facts } from './facts.ts'
import type { Order } from './orders.ts'
import { createTextBuilder, type TextIndex } from './text-index.ts'
import { hashText } from './tokens.ts'

/** Unknown numbers are NaN here and nowhere else: they leave as `null`. */
export interface Segment {
  readonly rows: number
  readonly alive: Bits
  /** The row's key in the database, rising. */
  readonly key: Uint32Array
  readonly modelClass: Uint32Array
  readonly author: Uint32Array
  readonly quantizationSet: Uint32Array
  readonly languageSet: Uint32Array
  readonly baseModelSet: Uint32Array
  readonly parameters: Float64Array
  readonly contextLength: Float64Array
  readonly downloads: Float64Array
  readonly likes: Float64Array
  readonly trending: Float64Array
  readonly created: Float64Array
  readonly updated: Float64Array
  readonly popularity: Float64Array
  readonly artifacts: ArtifactColumns
  readonly text: TextIndex
  readonly exact: ExactNames
  readonly strings: RowStrings
  /** Made when first asked for. */
  readonly orders: Map<string, Order>
  /** What the last words asked for have found. */
  readonly remembered: Map<string, TextMatch>
  /** And what single letters find. */
  readonly letters: Map<string, TextMatch>
}

export interface TextMatch {
  /** Every word found, anywhere. */
  readonly anywhere: Bits
  /** Every word found in the name; and there as a whole word. */
  readonly inName: Bits
  readonly wholeInName: Bits
}

export interface ArtifactColumns {
  /** The first artifact of each row; one more than there are rows. */
  readonly starts: Uint32Array
  readonly id: Uint32Array
  /** What it shares with many others: format, quantisation, trait … */
  readonly kind: Uint32Array
  readonly preference: Uint32Array
  readonly sizeBytes: Float64Array
  /** Half the precision: what decides about fit is no byte-exact matter. */
  readonly needBytes: Float32Array
}

/** Hashes of full names, sorted, with their rows. */
export interface ExactNames {
  readonly hash: Uint32Array
  readonly row: Uint32Array
}

/** Per row: the hub's id, the name where the id does not end with it, the preview as JSON. */
export interface RowStrings {
  readonly heap: Uint8Array
  readonly starts: Uint32Array
}
export const STRINGS_PER_ROW = 3

export interface SegmentBuilder {
  add(keyed: Pick<KeyedModel, 'key' | 'model'>): void
  finish(): Segment
}

export function createSegmentBuilder(dictionaries: Dictionaries, rules: CatalogRules): SegmentBuilder {
  const codes = codeLists()
  const numbers = numberLists()
  const artifacts = artifactLists()
  const text = createTextBuilder()
  const strings: Buffer[] = []
  const stringStarts: number[] = [0]
  const exact: [number, number][] = []
  let rows = 0
  let bytes = 0

  return {
    add({ key, model }) {
      const facts = factsOf(model)
      addCodes(codes, { key, facts, dictionaries, rules })
      addNumbers(numbers, facts)
      addArtifacts(artifacts, { model, dictionaries, rules })
      text.add(rows, facts.nameWords, facts.otherWords)
      for (const name of facts.exact) exact.push([hashText(name), rows])
      for (const part of rowStrings(model)) {
        const encoded = Buffer.from(part)
        strings.push(encoded)
        stringStarts.push((bytes += encoded.length))
      }
      rows++
    },
    finish: () => ({
      rows,
      alive: allBits(rows),
      ...packAll(codes, Uint32Array),
      ...packAll(numbers, Float64Array),
      artifacts: {
        ...packAll(artifacts.codes, Uint32Array),
        sizeBytes: Float64Array.from(artifacts.bytes.sizeBytes),
        needBytes: Float32Array.from(artifacts.bytes.needBytes),
      },
      text: text.finish(),
      exact: packExact(exact),
      strings: { heap: new Uint8Array(Buffer.concat(strings)), starts: Uint32Array.from(stringStarts) },
      orders: new Map(),
      remembered: new Map(),
      letters: new Map(),
    }),
  }
}

const codeLists = () => ({
  key: [] as number[],
  modelClass: [] as number[],
  author: [] as number[],
  quantizationSet: [] as number[],
  languageSet: [] as number[],
  baseModelSet: [] as number[],
})

const numberLists = () => ({
  parameters: [] as number[],
  contextLength: [] as number[],
  downloads: [] as number[],
  likes: [] as number[],
  trending: [] as number[],
  created: [] as number[],
  updated: [] as number[],
  popularity: [] as number[],
})

const artifactLists = () => ({
  codes: {
    starts: [0],
    id: [] as number[],
    kind: [] as number[],
    preference: [] as number[],
  },
  bytes: { sizeBytes: [] as number[], needBytes: [] as number[] },
})

interface Adding {
  readonly key: number
  readonly facts: Facts
  readonly dictionaries: Dictionaries
  readonly rules: CatalogRules
}

function addCodes(codes: ReturnType<typeof codeLists>, { key, facts, dictionaries: d, rules }: Adding): void {
  const { model } = facts
  codes.key.push(key)
  codes.author.push(d.author.code(model.author))
  codes.quantizationSet.push(setCode(d.quantizationSet, facts.quantizations.map(d.quantization.code)))
  codes.languageSet.push(setCode(d.languageSet, facts.languages.map(d.language.code)))
  codes.baseModelSet.push(setCode(d.baseModelSet, facts.baseModels.map(d.baseModel.code)))
  codes.modelClass.push(
    d.modelClass.code([
      d.source.code(model.source),
      d.task.code(model.task),
      d.type.code(model.type),
      d.architecture.code(model.architecture?.value ?? null),
      setCode(d.formatSet, facts.formats.map(d.format.code)),
      d.licence.code(model.licence),
      d.licenceGroup.code(rules.licenceGroup(model.licence)),
      (model.nsfw ? FLAG_NSFW : 0) | (model.gated === 'no' ? 0 : FLAG_GATED),
    ]),
  )
}

function addNumbers(numbers: ReturnType<typeof numberLists>, { model, popularity }: Facts): void {
  numbers.parameters.push(model.parameters?.value ?? Number.NaN)
  numbers.contextLength.push(model.contextLength ?? Number.NaN)
  numbers.downloads.push(model.downloads ?? Number.NaN)
  numbers.likes.push(model.likes ?? Number.NaN)
  numbers.trending.push(model.trending ?? Number.NaN)
  numbers.created.push(model.createdAt ?? Number.NaN)
  numbers.updated.push(model.updatedAt ?? Number.NaN)
  numbers.popularity.push(popularity)
}

function addArtifacts(
  artifacts: ReturnType<typeof artifactLists>,
  { model, dictionaries: d, rules }: Pick<Adding, 'dictionaries' | 'rules'> & { readonly model: Model },
): void {
  const { codes, bytes } = artifacts
  for (const artifact of model.artifacts) {
    const reading = rules.read(model, artifact)
    codes.id.push(d.artifactId.code(artifact.id))
    codes.kind.push(
      d.artifactKind.code([
        d.format.code(artifact.format),
        d.quantization.code(artifact.quantization),
        d.baseModel.code(artifact.version?.baseModel ?? null),
        d.traits.code(reading.trait, reading.sample),
        (reading.needIsKnown ? NEED_KNOWN : 0) | (reading.needIsWhole ? NEED_WHOLE : 0),
      ]),
    )
    codes.preference.push(reading.preference)
    bytes.sizeBytes.push(artifact.sizeBytes ?? Number.NaN)
    bytes.needBytes.push(reading.needBytes)
  }
  codes.starts.push(codes.id.length)
}

const rowStrings = (model: Model): readonly [string, string, string] => [
  model.sourceId,
  model.sourceId.endsWith(`/${model.name}`) ? '' : model.name,
  model.preview === null ? '' : JSON.stringify(model.preview),
]

function packAll<Lists extends Record<string, readonly number[]>, Column>(
  lists: Lists,
  type: { from(list: readonly number[]): Column },
): { [Name in keyof Lists]: Column } {
  const packed = Object.entries(lists).map(([name, list]) => [name, type.from(list)])
  return Object.fromEntries(packed) as { [Name in keyof Lists]: Column }
}

function packExact(entries: [number, number][]): ExactNames {
  entries.sort((a, b) => a[0] - b[0] || a[1] - b[1])
  return {
    hash: Uint32Array.from(entries, ([hash]) => hash),
    row: Uint32Array.from(entries, ([, row]) => row),
  }
}

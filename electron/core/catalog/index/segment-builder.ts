/** Models to the columns of a segment. */
import type { Model } from '#domain/model'
import type { KeyedModel } from '../store/database-row.ts'
import { allBits } from './bits.ts'
import {
  createCollectors,
  FLAG_GATED,
  FLAG_NSFW,
  NEED_KNOWN,
  NEED_WHOLE,
  packCollectors,
  type Collectors,
  type PackedDictionaries,
} from './dictionaries.ts'
import { factsOf, taskOf, type Facts } from './facts.ts'
import type { CatalogRules } from './judge-port.ts'
import type { ExactNames, Segment } from './segment.ts'
import { createTextBuilder } from './text-index.ts'
import { hashText } from './tokens.ts'

export interface SegmentBuilder {
  add(keyed: Pick<KeyedModel, 'key' | 'model'>): void
  finish(): PackedSegment
}

/** A segment with what its codes mean. */
export interface PackedSegment {
  readonly segment: Segment
  readonly dictionaries: PackedDictionaries
}

export function createSegmentBuilder(rules: CatalogRules): SegmentBuilder {
  const dictionaries = createCollectors()
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
      dictionaries: packCollectors(dictionaries),
      segment: {
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
      },
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
  readonly dictionaries: Collectors
  readonly rules: CatalogRules
}

function addCodes(codes: ReturnType<typeof codeLists>, { key, facts, dictionaries: d, rules }: Adding): void {
  const { model } = facts
  codes.key.push(key)
  codes.author.push(d.author.code(model.author))
  codes.quantizationSet.push(d.quantizationSet.setCode(facts.quantizations.map(d.quantization.code)))
  codes.languageSet.push(d.languageSet.setCode(facts.languages.map(d.language.code)))
  codes.baseModelSet.push(d.baseModelSet.setCode(facts.baseModels.map(d.baseModel.code)))
  codes.modelClass.push(
    d.modelClass.code([
      d.source.code(model.source),
      d.task.code(taskOf(model)),
      d.type.code(model.type),
      d.architecture.code(model.architecture?.value ?? null),
      d.formatSet.setCode(facts.formats.map(d.format.code)),
      d.licence.code(model.licence),
      d.licenceGroup.code(rules.licenceGroup(model.licence)),
      (model.nsfw ? FLAG_NSFW : 0) | (model.gated === 'no' ? 0 : FLAG_GATED),
    ]),
  )
}

function addNumbers(numbers: ReturnType<typeof numberLists>, { model, popularity, trending }: Facts): void {
  numbers.parameters.push(model.parameters?.value ?? Number.NaN)
  numbers.contextLength.push(model.contextLength ?? Number.NaN)
  numbers.downloads.push(model.downloads ?? Number.NaN)
  numbers.likes.push(model.likes ?? Number.NaN)
  numbers.trending.push(trending)
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

/** What must hold for any record, any worker and any order. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  checkArtifactCompatibility,
  checkModelCompatibility,
  checkModelWorkerCompatibility,
  filterCompatibleModels,
  generateCompatibilityMatrix,
  getCompatibleModelsForWorker,
  getCompatibleWorkersForModel,
  isModelCompatible,
} from '#domain/compatibility'
import { type CompatibilityResult, findingCodes } from '#domain/finding'
import type { Model, Source } from '#domain/model'
import { rank } from '#domain/rules/subject'
import { problemWith, say } from '#domain/sayings/saying'
import { traitsOf } from '#domain/traits'
import type { Worker } from '#domain/worker-family'
import { families, normalisers, recordsOf, workerNamed } from './samples.ts'

const records = { huggingface: recordsOf('huggingface'), civitai: recordsOf('civitai') } as const
const sources = ['huggingface', 'civitai'] as const

const problem = problemWith('gpu-missing', say('needs-nvidia'), null)
const names = (...words: string[]) => fc.array(fc.constantFrom(...words), { maxLength: 3 })
const declared = fc.record({
  formats: names('safetensors', 'gguf', 'GGUF', 'pickle'),
  architectures: names('llama', 'mistral', 'Qwen3', 'deepseek_v2', 'sdxl', '__proto__'),
  maxContextLength: fc.constantFrom(null, 2048, 1_000_000),
})
const workers: fc.Arbitrary<Worker> = fc
  .record({
    id: fc.constantFrom(
      ...families.flatMap(({ id }) => ['cpu', 'cuda', 'metal', 'rocm'].map((each) => `${id}-${each}`)),
    ),
    declared: fc.option(declared),
    problem: fc.option(fc.constant(problem), { freq: 5 }),
    version: fc.constantFrom(null, '0.1.0', '0.2.0'),
  })
  .map(({ id, ...changes }) => workerNamed(id, changes))
const groups = fc.uniqueArray(workers, { maxLength: 5, selector: ({ id }) => id })

/** JSON as it comes over the wire, with the keys that are dangerous to copy. */
const json = fc.oneof(
  fc.jsonValue(),
  fc.constant(
    JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"toString":null}'),
  ),
)

/** A real record with some of its fields, at any depth of the first two, replaced by anything or gone. */
const damaged = fc.constantFrom(...sources).chain((source) =>
  fc
    .record({
      record: fc.constantFrom(...records[source]),
      changes: fc.array(fc.record({ at: fc.nat(), inside: fc.boolean(), value: fc.option(json) }), {
        maxLength: 6,
      }),
    })
    .map(({ record, changes }) => ({ source, raw: changes.reduce<unknown>(damage, record) })),
)

function damage(value: unknown, change: { at: number; inside: boolean; value: unknown }): unknown {
  if (typeof value !== 'object' || value === null) return change.value
  const entries = Object.entries(value)
  const index = entries.length === 0 ? 0 : change.at % entries.length
  const next = entries.map(([key, old], each) =>
    each === index
      ? [key, change.inside ? damage(old, { ...change, inside: false }) : change.value]
      : [key, old],
  )
  return Array.isArray(value) ? next.map(([, old]) => old) : Object.fromEntries(next)
}

const models: fc.Arbitrary<Model> = damaged.chain(({ source, raw }) => {
  const outcome = normalisers[source](raw, families)
  if (outcome.ok) return fc.constant(outcome.model)
  return fc.constantFrom(...records[source]).map((record) => modelOf(source, record))
})

function modelOf(source: Source, record: unknown): Model {
  const outcome = normalisers[source](record, families)
  if (!outcome.ok) throw new Error(outcome.reason)
  return outcome.model
}

/** The first of many samples that breaks a property, in words; `null` where none does. */
function broken<T extends [unknown, ...unknown[]]>(
  arbitraries: { [index in keyof T]: fc.Arbitrary<T[index]> },
  predicate: (...values: T) => boolean,
  numRuns = 500,
): string | null {
  const result = fc.check(fc.property(...arbitraries, predicate), { numRuns })
  return result.failed ? (fc.defaultReportMessage(result) ?? 'it fails') : null
}

const shuffled = <T>(values: readonly T[]): fc.Arbitrary<readonly T[]> =>
  fc.shuffledSubarray([...values], { minLength: values.length })

const verdict = ({ confidence, codes }: CompatibilityResult): string =>
  `${confidence} ${codes.toSorted().join(' ')}`

const soundTexts = ({ reasons, warnings, recommendations }: CompatibilityResult): boolean =>
  reasons.length > 0 &&
  [...reasons, ...warnings, ...recommendations].every(
    (text) => text.trim() !== '' && !/undefined|null|\[object/.test(text),
  )

describe('any JSON', () => {
  it('is read or skipped with a reason, and never throws', () => {
    const failure = broken([fc.constantFrom(...sources), json, groups], (source, raw, some) => {
      const outcome = normalisers[source](raw, families)
      return outcome.ok
        ? soundTexts(checkModelCompatibility(outcome.model, some))
        : outcome.reason !== undefined
    })
    expect(failure).toBeNull()
  })
  it('is read or skipped where it is a record with anything in it', () => {
    const failure = broken([damaged, groups], ({ source, raw }, some) => {
      const outcome = normalisers[source](raw, families)
      if (outcome.ok) checkModelCompatibility(outcome.model, some)
      return !('polluted' in {})
    })
    expect(failure).toBeNull()
  })
})

describe('any model and workers', () => {
  it('a worker more never makes a model less compatible', () => {
    const failure = broken([models, groups, workers], (model, some, another) => {
      const before = checkModelCompatibility(model, some)
      return rank(checkModelCompatibility(model, [...some, another]).confidence) >= rank(before.confidence)
    })
    expect(failure).toBeNull()
  })
  it('every result says a known code, and something to read', () => {
    const failure = broken([models, groups], (model, some) => {
      const result = checkModelCompatibility(model, some)
      const known = result.codes.length > 0 && result.codes.every((code) => findingCodes.includes(code))
      const agrees = result.compatible === (result.confidence !== 'none')
      return (
        known && agrees && result.compatible === result.codes.includes('compatible') && soundTexts(result)
      )
    })
    expect(failure).toBeNull()
  })
  it('the order of artifacts, tags and workers does not matter', () => {
    const orders = fc.tuple(models, groups).chain(([model, some]) =>
      fc.record({
        model: fc.constant(model),
        artifacts: shuffled(model.artifacts),
        tags: shuffled(model.tags),
        before: fc.constant(some),
        after: shuffled(some),
      }),
    )
    const failure = broken([orders], ({ model, artifacts, tags, before, after }) => {
      const straight = checkModelCompatibility(model, before)
      const mixed = checkModelCompatibility({ ...model, artifacts, tags }, after)
      return verdict(straight) === verdict(mixed) && straight.artifactId === mixed.artifactId
    })
    expect(failure).toBeNull()
  })
  it('the order of tags does not matter to the reading of a record either', () => {
    const reordered = fc.constantFrom(...records.huggingface).chain((record) =>
      fc.record({
        record: fc.constant(record),
        tags: shuffled(Array.isArray(record['tags']) ? (record['tags'] as unknown[]) : []),
      }),
    )
    const all = families.map(({ id }) => workerNamed(`${id}-cuda`))
    const failure = broken([reordered], ({ record, tags }) => {
      const mixed = modelOf('huggingface', { ...record, tags })
      return (
        verdict(checkModelCompatibility(modelOf('huggingface', record), all)) ===
        verdict(checkModelCompatibility(mixed, all))
      )
    })
    expect(failure).toBeNull()
  })
  it('the best artifact is as good as the best of all', () => {
    const failure = broken([models, workers], (model, worker) => {
      const each = model.artifacts.map((artifact) =>
        rank(checkArtifactCompatibility(model, artifact, worker).confidence),
      )
      return rank(checkModelWorkerCompatibility(model, worker).confidence) === Math.max(0, ...each)
    })
    expect(failure).toBeNull()
  })
})

describe('the programming interface', () => {
  it('agrees with itself', () => {
    const failure = broken([fc.array(models, { maxLength: 4 }), groups], (some, all) => {
      const matrix = generateCompatibilityMatrix(some, all)
      return some.every((model, row) => {
        const cells = matrix.rows[row]?.cells ?? []
        const fitting = getCompatibleWorkersForModel(model, all)
        return (
          isModelCompatible(model, all) === cells.some(({ compatible }) => compatible) &&
          filterCompatibleModels(some, all).includes(model) ===
            checkModelCompatibility(model, all).compatible &&
          all.every(
            (worker, column) =>
              fitting.includes(worker) === cells[column]?.compatible &&
              getCompatibleModelsForWorker(worker, some).includes(model) === cells[column]?.compatible,
          )
        )
      })
    })
    expect(failure).toBeNull()
  })
})

const judgedAlike = (some: readonly Model[], all: readonly Worker[]): boolean =>
  new Set(some.map((model) => checkModelCompatibility(model, all).confidence)).size === 1

describe('traits', () => {
  it('are all that a confidence depends on', () => {
    const failure = broken([fc.array(models, { minLength: 2, maxLength: 12 }), groups], (some, all) => {
      const alike = Map.groupBy(some, (model) => traitsOf(model, families))
      return [...alike.values()].every((group) => judgedAlike(group, all))
    })
    expect(failure).toBeNull()
  })
  it('tell apart all real records that any worker tells apart', () => {
    const byTraits = Map.groupBy(
      sources.flatMap((source) => records[source].map((record) => modelOf(source, record))),
      (model) => traitsOf(model, families),
    )
    const failure = broken([workers], (worker) =>
      [...byTraits.values()].every((group) => judgedAlike(group, [worker])),
    )
    expect(failure).toBeNull()
  })
})

/** The judge against records labelled by hand: `npm test -- tests/unit/judge-labels` prints how it does. */
import { describe, expect, it } from 'vitest'
import { type Judged, judgeLabelled, versionMistakes } from './labels.ts'

const explain = ({ label, result }: Judged): string =>
  `${label.id}: labelled ${label.confidence}, judged ${result.confidence} (${result.codes.join(', ')}); ${label.rule}`

describe.each([
  { source: 'huggingface', captured: 400 },
  { source: 'civitai', captured: 150 },
] as const)('labelled records of $source', ({ source, captured }) => {
  const judged = judgeLabelled(source)
  const falseCompatibles = judged.filter(({ label, result }) => !label.compatible && result.compatible)
  const compatible = judged.filter(({ label }) => label.compatible)
  const missed = compatible.filter(({ result }) => !result.compatible)
  const otherConfidence = compatible.filter(
    ({ label, result }) => result.compatible && result.confidence !== label.confidence,
  )
  const otherCode = judged.filter(
    ({ label, result }) => !label.codes.some((code) => result.codes.includes(code)),
  )
  const otherFormat = compatible.filter(
    ({ label, model, result }) =>
      label.artifact !== undefined &&
      model.artifacts.find(({ id }) => id === result.artifactId)?.format !== label.artifact,
  )
  const otherVersions = judged.flatMap((one) =>
    versionMistakes(one).map((mistake) => `${one.label.id}: ${mistake}`),
  )

  it('prints how the judge does', () => {
    const synthetic = judged.filter(({ label }) => label.synthetic === true).length
    console.log(
      [
        `${source}: ${judged.length} records (${judged.length - synthetic} captured), ${compatible.length} compatible`,
        `false compatibles ${falseCompatibles.length} (allowed 0)`,
        `missed ${missed.length} of ${compatible.length} (allowed 1 %)`,
        `other confidence ${otherConfidence.length}, other code ${otherCode.length}, other format ${otherFormat.length}, versions ${otherVersions.length} (allowed 0)`,
      ].join('; '),
    )
    expect(judged.length - synthetic).toBeGreaterThanOrEqual(captured)
  })

  it('finds no incompatible model compatible', () => {
    expect(falseCompatibles.map(explain)).toEqual([])
  })

  it('misses at most one compatible model in a hundred', () => {
    expect(missed.map(explain).slice(Math.floor(compatible.length / 100))).toEqual([])
  })

  it('is as sure as the label', () => {
    expect(otherConfidence.map(explain)).toEqual([])
  })

  it('names the reason', () => {
    expect(otherCode.map(explain)).toEqual([])
  })

  it('prefers the format and passes the versions that the label names', () => {
    expect([...otherFormat.map(explain), ...otherVersions]).toEqual([])
  })

  it('says something about every model', () => {
    const silent = judged.filter(({ result }) => result.codes.length === 0 || result.reasons.length === 0)
    expect(silent.map(explain)).toEqual([])
  })
})

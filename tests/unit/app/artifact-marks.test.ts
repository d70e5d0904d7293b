import { expect, it } from 'vitest'
import type { Artifact } from '#domain/model'
import { noVersion } from '#domain/nothing-known'
import { artifactMarks } from '../../../src/app/pages/model/artifact-marks.ts'
import { sampleArtifact } from '../../helpers/samples.ts'

const now = Date.UTC(2026, 8, 1)
const day = 86_400_000
const file = (
  id: string,
  change: Partial<Artifact> = {},
  version: Partial<Artifact['version']> = {},
): Artifact =>
  sampleArtifact({ id, primary: false, version: { ...noVersion, id: '7', ...version }, ...change })
const kinds = (one: Artifact, among: readonly Artifact[] = [one]) =>
  artifactMarks(one, among, now).map(({ kind }) => kind)
const until = (endsAt: number | null) => kinds(file('7/1', {}, { earlyAccess: { endsAt } }))

it('marks the first file of a version only where it has several', () => {
  const first = file('7/1', { primary: true })
  expect(kinds(first)).toEqual([])
  expect(kinds(first, [first, file('8/1', {}, { id: '8' })])).toEqual([])
  expect(kinds(first, [first, file('7/2')])).toEqual(['primary'])
  expect(kinds(file('7/2'), [first, file('7/2')])).toEqual([])
})

it('marks early access until it ends', () => {
  expect(until(null)).toEqual(['early-access'])
  expect(until(now + day)).toEqual(['early-access'])
  expect(until(now - day)).toEqual([])
})

it('tells the scan, and what cannot be had any more', () => {
  expect(artifactMarks(file('7/1', { scan: 'danger' }, { unavailable: 'archived' }), [], now)).toEqual([
    { kind: 'unavailable', why: 'archived' },
    { kind: 'scan', result: 'danger' },
  ])
})

it('says nothing of a hub that tells none of it', () => {
  expect(kinds(sampleArtifact())).toEqual([])
})

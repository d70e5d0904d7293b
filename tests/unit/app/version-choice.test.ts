import { expect, it } from 'vitest'
import type { VersionDetails } from '#domain/model-details'
import { noVersion } from '#domain/nothing-known'
import { unknownFit } from '#domain/fit/fit'
import type { Judgement } from '../../../src/app/pages/model/judgement.ts'
import { versionOf } from '../../../src/app/pages/model/version-choice.ts'
import { sampleArtifact } from '../../helpers/samples.ts'

const version = (id: string): VersionDetails => ({
  id,
  description: null,
  trainedWords: [],
  downloads: null,
  likes: null,
  previews: [],
})
const versions = [version('3'), version('2'), version('1')]
const said = { reasons: [], warnings: [], recommendations: [] }
const judgement: Judgement = {
  all: [],
  choice: { kind: 'none-compatible' },
  best: {
    artifact: sampleArtifact({ version: { ...noVersion, id: '2' } }),
    workerId: null,
    confidence: 'none',
    fit: unknownFit,
    result: { compatible: false, confidence: 'none', codes: [], ...said, said },
  },
  byArtifact: [],
  byWorker: [],
  instead: [],
}

it('is the one asked for, else the recommended one, else the first', () => {
  expect(versionOf(versions, '1', judgement)?.id).toBe('1')
  expect(versionOf(versions, 'of another model', judgement)?.id).toBe('2')
  expect(versionOf(versions, undefined, null)?.id).toBe('3')
  expect(versionOf([], '1', judgement)).toBeNull()
})

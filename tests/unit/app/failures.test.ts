import type { Failure } from '#contract/failure'
import { describe, expect, it } from 'vitest'
import { describeFailure, nameFailure } from '../../../src/app/failures.ts'
import { createFormat } from '../../../src/app/lib/format.ts'
import { en } from '../../../src/app/texts/en.ts'
import { nl } from '../../../src/app/texts/nl.ts'

const tongues = [
  { name: 'English', texts: en, format: createFormat('en-GB') },
  { name: 'Dutch', texts: nl, format: createFormat('nl-NL') },
]

const failures: readonly Failure[] = [
  { code: 'bad-request', issues: [] },
  { code: 'offline', host: 'huggingface.co' },
  { code: 'rate-limited', retryAfterMs: 90_000 },
  { code: 'disk-full', needBytes: 7_400_000_000, freeBytes: 1_200_000_000 },
  { code: 'gated', url: 'https://huggingface.co/meta-llama/Llama-3.2-1B' },
  { code: 'internal', logRef: 'a1b2' },
]

describe.each(tongues)('failures in $name', (tongue) => {
  it.each(failures)('says what happened and what to do: $code', (failure) => {
    const { title, detail } = describeFailure(failure, tongue)
    expect(title).not.toBe('')
    expect(detail).not.toMatch(/undefined|null|NaN|\[object/)
  })
})

describe('failures', () => {
  const tongue = { texts: en, format: createFormat('en-GB') }

  it('names the figures', () => {
    const words = describeFailure({ code: 'disk-full', needBytes: 7.4e9, freeBytes: 1.2e9 }, tongue)
    expect(words.detail).toBe('Needs 7.4 GB; 1.2 GB are free. What was downloaded is kept.')
    expect(words.action).toEqual({ kind: 'page', label: 'Open Library', page: 'library' })
  })

  it('sends the user to the page where the terms are', () => {
    const url = 'https://huggingface.co/meta-llama/Llama-3.2-1B'
    expect(describeFailure({ code: 'gated', url }, tongue).action).toMatchObject({ kind: 'open', url })
  })

  it.each([
    [{ code: 'unauthorized', host: 'huggingface.co' }, 'accounts'],
    [{ code: 'not-writable', path: '/models' }, 'folders'],
  ] as const)('leads to the section of the settings that mends it: %j', (failure, section) => {
    expect(describeFailure(failure, tongue).action).toMatchObject({ page: 'settings', query: { section } })
  })

  it.each([
    [{ code: 'disk-full', needBytes: 7.4e9, freeBytes: 1.2e9 }, 'Needs 6.2 GB'],
    [{ code: 'gated', url: 'https://huggingface.co/x/y' }, 'Needs token'],
    [{ code: 'offline', host: null }, 'Waiting'],
  ] as const)('has a word or two for a button: %j', (failure, word) => {
    expect(nameFailure(failure, tongue, 'Waiting')).toBe(word)
  })
})

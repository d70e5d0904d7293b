import { describe, expect, it } from 'vitest'
import { languageFor, localeFor } from '../../../src/app/locale.tsx'
import { en } from '../../../src/app/texts/en.ts'
import { nl } from '../../../src/app/texts/nl.ts'

const leaves = (texts: object, path = ''): [string, unknown][] =>
  Object.entries(texts).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null
      ? leaves(value, `${path}.${key}`)
      : [[`${path}.${key}`, value] as [string, unknown]],
  )

describe('texts', () => {
  it('are never empty', () => {
    const empty = [...leaves(en), ...leaves(nl)].filter(([, text]) => text === '')
    expect(empty).toEqual([])
  })

  it('do not use one language for another', () => {
    const english = new Map(leaves(en))
    const sentences = leaves(nl).filter(([, text]) => typeof text === 'string' && text.split(' ').length > 3)
    expect(sentences.filter(([key, text]) => english.get(key) === text)).toEqual([])
  })
})

describe('language', () => {
  it.each([
    [['nl-BE', 'en'], 'nl'],
    [['de', 'nl'], 'nl'],
    [['fr-FR'], 'en'],
    [[], 'en'],
  ])('is chosen from what the reader asks for: %j', (wanted, language) => {
    expect(languageFor(wanted)).toBe(language)
  })

  it('keeps the region of the reader', () => {
    expect(localeFor('nl', ['en', 'nl-BE'])).toBe('nl-BE')
    expect(localeFor('en', ['nl-BE'])).toBe('en')
  })
})

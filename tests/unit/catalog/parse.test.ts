import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { prefixDistance } from '#core/catalog/query/fuzzy'
import { operators } from '#core/catalog/query/operators'
import { parseText, readLimits, withinLimits } from '#core/catalog/query/parse'
import { counterexample } from '../fit/property.ts'

const size = operators['size']
const units = size?.kind === 'range' ? size.unit : null

describe('limits', () => {
  it.each([
    ['<8gb', 7.9e9, 8e9],
    ['<=8gb', 8e9, 8.1e9],
    ['>8gb', 8.1e9, 8e9],
    ['4gb..12gb', 4e9, 12.1e9],
    ['..500mb', 5e8, 5.1e8],
    ['2gib..', 2 * 1024 ** 3, 2e9],
    ['8gb', 8.5e9, 9e9],
    ['1.5GB', 1.5e9, 1.7e9],
  ])('%s takes %d and leaves %d', (text, inside, outside) => {
    const limits = readLimits(text, units!)!
    expect(withinLimits(inside, limits)).toBe(true)
    expect(withinLimits(outside, limits)).toBe(false)
    expect(withinLimits(Number.NaN, limits)).toBe(false)
  })

  it.each(['', '<', 'big', '8xb', '9gb..2gb', '..', '-3gb', '1e9'])('"%s" is none', (text) => {
    expect(readLimits(text, units!)).toBeNull()
  })
})

describe('what people type', () => {
  it('reads words, compounds, quoted words and minus', () => {
    expect(parseText('qwen2.5-7b -merge "exact name"').terms).toEqual([
      { part: 'qwen2.5-7b', whole: ['qwen2', '5'], prefix: '7b', negated: false },
      { part: '-merge', whole: [], prefix: 'merge', negated: true },
      { part: '"exact name"', whole: ['exact', 'name'], prefix: null, negated: false },
    ])
  })

  it('reads operators with several values, quotes and minus', () => {
    const { conditions, terms, notes } = parseText('-arch:llama,qwen2 base:"SDXL 1.0" params:7b..13b')
    expect(terms).toEqual([])
    expect(notes).toEqual([])
    expect(
      conditions.map((condition) => ('values' in condition ? condition.values : condition.figure)),
    ).toEqual([['llama', 'qwen2'], ['SDXL 1.0'], 'parameters'])
    expect(conditions.map(({ negated }) => negated)).toEqual([true, false, false])
  })

  it('explains operators that there are not, and values that are none', () => {
    const { notes, conditions } = parseText('colour:red size:big author: https://huggingface.co/a')
    expect(conditions).toEqual([])
    expect(notes.map(({ kind, part }) => [kind, part])).toEqual([
      ['unknown-operator', 'colour:red'],
      ['bad-value', 'size:big'],
    ])
  })

  it('never fails, whatever is typed', () => {
    const read = fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (text) =>
      Array.isArray(parseText(text).terms),
    )
    expect(counterexample(read)).toBeNull()
  })
})

it.each([
  ['mistrla', 'mistral', 1],
  ['mistrl', 'mistral', 1],
  ['lama', 'llama', 1],
  ['llama', 'llama3', 0],
  ['qwne', 'qwen2', 1],
  ['deepsek', 'deepseek', 1],
  ['llama', 'gemma', 3],
])('%s is from %s by %d mistakes', (typed, word, distance) => {
  expect(prefixDistance(typed, word, 3)).toBe(distance)
})

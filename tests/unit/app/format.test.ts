import { describe, expect, it } from 'vitest'
import { createFormat } from '../../../src/app/lib/format.ts'

const en = createFormat('en-GB')
const nl = createFormat('nl-NL')

describe('format', () => {
  it.each([
    [0, '0 bytes'],
    [999, '999 bytes'],
    [4_920_739_232, '4.9 GB'],
    [999_600, '1 MB'],
    [135_000_000_000, '135 GB'],
  ])('writes %d bytes as file managers do', (bytes, words) => {
    expect(en.bytes(bytes)).toBe(words)
  })

  it('writes memory in the unit that graphics cards are sold by', () => {
    expect(en.memory(12_288)).toBe('12 GB')
    expect(en.memory(12_288 * 1024 * 8)).toBe('96 TB')
    expect(en.memory(511)).toBe('511 MB')
  })

  it.each([
    [7_241_732_096, '7.2B'],
    [999_900_000, '1B'],
    [354_000_000, '354M'],
  ])('shortens %d parameters', (count, words) => {
    expect(en.parameters(count)).toBe(words)
  })

  it('follows the language', () => {
    expect(nl.bytes(4_920_739_232)).toBe('4,9 GB')
    expect(nl.number(152_310)).toBe('152.310')
  })

  it('counts contexts in 1,024s', () => {
    expect(en.context(131_072)).toBe('128K')
    expect(en.context(512)).toBe('512')
  })

  it.each([
    [0, 'this minute'],
    [-3 * 86_400_000, '3 days ago'],
    [-400 * 86_400_000, 'last year'],
  ])('says how long ago %d ms is', (past, words) => {
    expect(en.ago(1e12 + past, 1e12)).toBe(words)
  })

  it.each([
    [4_000, '4s'],
    [90_000, '2m'],
    [3_900_000, '1h 5m'],
  ])('shortens %d ms', (ms, words) => {
    expect(en.duration(ms)).toBe(words)
  })
})

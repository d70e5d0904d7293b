import { expect, test } from 'vitest'
import { tamed } from '../../../src/app/pages/model/written-text.ts'
import { ENDLESS } from '../../e2e/hostile-readmes.ts'

test('an ordinary text is drawn as it is, without its head', () => {
  const text =
    '# Name\n\n> quoted\n\n- one\n  - two\n    - three\n\n---\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n<p align="center"><img src="x"></p>\n'
  expect(tamed(`---\nlicense: mit\n---\n${text}`)).toEqual({ text, cut: false, plain: false })
})

test('a long text is cut at a line', () => {
  const { text, cut } = tamed('word '.repeat(100) + '\n' + 'line\n'.repeat(60_000))
  expect(cut).toBe(true)
  expect(text.length).toBeLessThanOrEqual(120_000)
})

test('a table without end is cut between two rows', () => {
  const { text, cut } = tamed(ENDLESS['a table without end'] ?? '')
  expect([cut, text.split('|').length < 4_100, text.endsWith('|') || text.endsWith('| ')]).toEqual([
    true,
    true,
    true,
  ])
})

test('links without end are cut, also where they are one line', () => {
  const { text, cut } = tamed('['.repeat(40_000))
  expect([cut, text.length]).toEqual([true, 3_999])
})

test.each(['deep quotes', 'nested elements'])('%s are shown as they came', (name) => {
  expect(tamed(ENDLESS[name] ?? '').plain).toBe(true)
})

test('many elements beside each other are not deep', () => {
  const { plain } = tamed('<details><summary>x</summary>y</details>\n<br>\n<img src="a">\n<p>z\n'.repeat(200))
  expect(plain).toBe(false)
})

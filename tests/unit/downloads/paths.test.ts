import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isNeverFetched } from '#core/downloads/plan/never'
import { collidingPaths, pathProblem, safeFileName, sanitizedId } from '#core/downloads/plan/paths'

describe('paths', () => {
  it.each([
    ['', 'empty'],
    ['a//b', 'empty'],
    ['/a', 'absolute'],
    ['C:/a', 'absolute'],
    ['../a', 'leaves-folder'],
    ['a/./b', 'leaves-folder'],
    ['a\\b', 'bad-character'],
    ['ab:c', 'bad-character'],
    ['a\nb', 'bad-character'],
    ['aux', 'reserved-name'],
    ['x/COM1.txt', 'reserved-name'],
    ['a.', 'bad-ending'],
    ['a /b', 'bad-ending'],
    ['x'.repeat(240), 'too-long'],
  ] as const)('%j: %s', (path, problem) => expect(pathProblem(path)).toBe(problem))

  it('ordinary ones pass', () => {
    for (const path of ['model.safetensors', 'unet/config.json', 'a b.gguf', 'ünï.json', 'console.json'])
      expect(pathProblem(path)).toBe(null)
  })

  it('collide by case, by form, and as file and folder', () => {
    expect(collidingPaths(['a', 'b/c'])).toEqual([])
    expect(collidingPaths(['Model.json', 'model.json'])).toHaveLength(2)
    expect(collidingPaths(['\u00E9', 'e\u0301'])).toHaveLength(2)
    expect(collidingPaths(['a', 'A/b'])).toEqual(['A/b'])
  })

  it('a safe name is safe, and stays when it was', () => {
    expect(safeFileName('dreamshaper_8.safetensors', '.safetensors')).toBe('dreamshaper_8.safetensors')
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        expect(pathProblem(safeFileName(name, '.safetensors'))).toBe(null)
      }),
    )
  })

  it('sanitising is exactly what rbee does', () => {
    expect(sanitizedId('a/b:c/d.gguf')).toBe('a-b-c-d.gguf')
  })

  it('what is never fetched', () => {
    for (const path of ['x.PY', 'a/b.pkl', 'consolidated.safetensors', 'x.dll', 'noending'])
      expect(isNeverFetched(path)).toBe(true)
    for (const path of ['LICENSE', 'tokenizer.model', 'model.safetensors.index.json'])
      expect(isNeverFetched(path)).toBe(false)
  })
})

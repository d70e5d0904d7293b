import { expect, test } from 'vitest'
import { sizesOf } from '../../../src/app/pages/incoming/sizes.ts'

const artifact = (path: string, sizeBytes: number | null) => ({
  sizeBytes,
  files: [{ path, sizeBytes, sha256: null, hubId: null }],
})

test('the size of the file that the link names, else from the smallest to the largest', () => {
  const both = [artifact('a.gguf', 4), artifact('b.gguf', 9), artifact('c.gguf', null)]
  expect(sizesOf(both, 'b.gguf')).toEqual({ leastBytes: 9, mostBytes: 9 })
  expect(sizesOf(both, 'gone.gguf')).toEqual({ leastBytes: 4, mostBytes: 9 })
  expect(sizesOf(both, null)).toEqual({ leastBytes: 4, mostBytes: 9 })
  expect(sizesOf([artifact('c.gguf', null)], null)).toBeNull()
})

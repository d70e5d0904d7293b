import { expect, it } from 'vitest'
import { totalBytes } from '../../../src/app/lib/memory.ts'

it('adds up what is known, and says nothing where one size is not', () => {
  expect(totalBytes([{ sizeBytes: 2 }, { sizeBytes: 3 }])).toBe(5)
  expect(totalBytes([{ sizeBytes: 2 }, { sizeBytes: null }, { sizeBytes: 3 }])).toBeNull()
})

import { expect, test } from 'vitest'
import type { Platform } from '#domain/hardware'
import { badgeOn } from '../../../electron/main/presence/badge.ts'

const seen = (platform: Platform): unknown[] => {
  const told: unknown[] = []
  const icon = {
    setCount: (count: number) => told.push(count),
    setOverlay: (words: string | null) => told.push(words),
  }
  const set = badgeOn(platform, icon, (count) => `${count} downloads`)
  for (const count of [0, 2]) set(count)
  return told
}

test('a number where there are numbers; on Windows a picture, and words for who cannot see it', () => {
  expect(seen('darwin')).toEqual([0, 2])
  expect(seen('linux')).toEqual([0, 2])
  expect(seen('win32')).toEqual([null, '2 downloads'])
})

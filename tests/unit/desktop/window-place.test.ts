import { array, assert, integer, property, record } from 'fast-check'
import { expect, test } from 'vitest'
import { placeOn, type Place } from '../../../electron/main/window-place.ts'

const large: Place = { x: 0, y: 0, width: 1920, height: 1040 }
const right: Place = { x: 1920, y: 0, width: 2560, height: 1400 }
const left: Place = { x: -1280, y: 200, width: 1280, height: 984 }
const small: Place = { x: 0, y: 0, width: 1280, height: 680 }

test.each<[string, Place, readonly Place[], Place | null]>([
  [
    'as it was left',
    { x: 100, y: 80, width: 1200, height: 800 },
    [large],
    { x: 100, y: 80, width: 1200, height: 800 },
  ],
  [
    'on the second display',
    { x: 2000, y: 80, width: 1200, height: 800 },
    [large, right],
    { x: 2000, y: 80, width: 1200, height: 800 },
  ],
  [
    'left of the first',
    { x: -1200, y: 250, width: 1000, height: 700 },
    [large, left],
    { x: -1200, y: 250, width: 1000, height: 700 },
  ],
  [
    'across two',
    { x: 1500, y: 80, width: 1200, height: 800 },
    [large, right],
    { x: 1500, y: 80, width: 1200, height: 800 },
  ],
  ['whose display is gone', { x: 2000, y: 80, width: 1200, height: 800 }, [large], null],
  ['whose display is gone from the left', { x: -1200, y: 250, width: 1000, height: 700 }, [large], null],
  ['with only a sliver to be seen', { x: 1900, y: 80, width: 1200, height: 800 }, [large], null],
  [
    'on a display that became smaller',
    { x: 100, y: 80, width: 1800, height: 1000 },
    [small],
    { x: 0, y: 0, width: 1280, height: 680 },
  ],
  [
    'hanging over an edge',
    { x: 1500, y: 800, width: 1200, height: 800 },
    [large],
    { x: 720, y: 240, width: 1200, height: 800 },
  ],
  [
    'with its title bar above the top',
    { x: 100, y: -30, width: 1200, height: 800 },
    [large],
    { x: 100, y: 0, width: 1200, height: 800 },
  ],
  ['without any display', { x: 0, y: 0, width: 1200, height: 800 }, [], null],
])('a window %s', (_what, saved, areas, expected) => {
  expect(placeOn(saved, areas)).toEqual(expected)
})

test('wherever it was, it can be taken hold of or the system chooses', () => {
  const number = integer({ min: -5000, max: 5000 })
  const place = record({
    x: number,
    y: number,
    width: integer({ min: 900, max: 4000 }),
    height: integer({ min: 600, max: 3000 }),
  })
  assert(
    property(place, array(place, { maxLength: 3 }), (saved, areas) => {
      const found = placeOn(saved, areas)
      expect(found === null || areas.some((area) => canBeGrasped(found, area))).toBe(true)
    }),
  )
  expect.hasAssertions()
})

const canBeGrasped = (window: Place, area: Place): boolean =>
  window.y >= area.y &&
  window.y < area.y + area.height &&
  Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x) >= 100

import { array, assert, boolean, constantFrom, integer, property, record } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { advance, begin, finish, LIMITS, orderOf, restart, type FeedState } from '#core/catalog/sync/plan'

const DAY = 86_400_000
const at = (now: number) => ({ now, limits: LIMITS })
const page = (next: string | null, change: number | null = null) => ({
  next,
  newestChange: change,
  oldestChange: change,
})

function readToEnd(
  stored: FeedState | null,
  now: number,
  change: number,
): { state: FeedState; stages: string[] } {
  let state = begin(stored, 'q')
  const stages: string[] = []
  while (state.stage !== 'idle' && stages.length < 1000) {
    stages.push(state.stage)
    state = state.stage === 'ending' ? finish(state, now) : advance(state, page(null, change), at(now))
  }
  return { state, stages }
}

describe('the plan of a feed', () => {
  it('first the most used, then what is new, then everything, then what is gone', () => {
    const { state, stages } = readToEnd(null, 10, 5)
    expect(stages).toEqual(['popular', 'newest', 'all', 'ending'])
    expect(state).toMatchObject({ pass: 1, seenUntil: 5, refreshedAt: 10, completeAt: 10, cursor: null })
  })

  it('then only what is new, until a whole reading is due again', () => {
    const first = readToEnd(null, 0, 5).state
    const second = readToEnd(first, DAY, 9)
    expect(second.stages).toEqual(['popular', 'newest'])
    expect(second.state).toMatchObject({ pass: 1, seenUntil: 9, completeAt: 0, refreshedAt: DAY })
    expect(readToEnd(second.state, 8 * DAY, 9).stages).toEqual(['popular', 'newest', 'all', 'ending'])
  })

  it('reads changes back to where it was before, and no further than is polite', () => {
    const known: FeedState = { ...readToEnd(null, 0, 100).state, stage: 'newest' }
    const still = advance(known, page('c', 200), at(1))
    expect(still).toMatchObject({ stage: 'newest', cursor: 'c', seenUntil: 100 })
    expect(advance(still, page('d', 100), at(1))).toMatchObject({ stage: 'idle', seenUntil: 200 })
    let state = known
    let pages = 0
    for (; state.stage === 'newest' && pages < 1000; pages += 1)
      state = advance(state, page('more', 200), at(1))
    expect(pages).toBe(LIMITS.newestPages)
  })

  it('reads only so much of the most used', () => {
    let state = begin(null, 'q')
    let pages = 0
    for (; state.stage === 'popular' && pages < 1000; pages += 1) state = advance(state, page('more'), at(0))
    expect([pages, state.stage, state.cursor]).toEqual([LIMITS.popularPages, 'newest', null])
  })

  it('another question starts over and keeps counting passes', () => {
    const { state } = readToEnd(null, 0, 5)
    expect(begin(state, 'other')).toMatchObject({
      stage: 'popular',
      pass: 1,
      completeAt: null,
      seenUntil: null,
    })
  })

  it('goes on where it was interrupted', () => {
    const state = advance(begin(null, 'q'), page('cursor-2'), at(0))
    expect(begin(JSON.parse(JSON.stringify(state)) as FeedState, 'q')).toEqual(state)
  })

  it('begins a stage again once when its cursor went stale', () => {
    const state = advance(begin(null, 'q'), page('stale'), at(0))
    const again = restart(state)
    expect(again).toMatchObject({ stage: 'popular', cursor: null, pages: 0 })
    expect(again && restart({ ...again, cursor: 'stale' })).toBeNull()
    expect(restart(begin(null, 'q'))).toBeNull()
  })

  it('uses the order that loses nothing for the whole reading only', () => {
    expect((['popular', 'newest', 'all'] as const).map(orderOf)).toEqual(['popular', 'newest', 'stable'])
  })

  it('always comes to its end, whatever the pages say, and never withdraws before a whole reading', () => {
    const pages = array(
      record({
        last: boolean(),
        change: constantFrom(null, 0, 50, 100),
        stale: boolean(),
        hours: integer({ min: 0, max: 100 }),
      }),
      { minLength: 1, maxLength: 60 },
    )
    assert(
      property(pages, (answers) => {
        let state = begin(null, 'q')
        let all = 0
        for (const { last, change, stale, hours } of answers) {
          const before = state
          if (state.stage === 'idle') state = begin(state, 'q')
          else if (state.stage === 'ending') state = finish(state, hours * 3_600_000)
          else if (stale) state = restart(state) ?? state
          else state = advance(state, page(last ? null : 'next', change), at(hours * 3_600_000))
          all += before.stage === 'all' && state.stage === 'ending' ? 1 : 0
          expect(state.pass).toBeGreaterThanOrEqual(before.pass)
          expect(state.stage === 'ending' ? state.cursor : null).toBeNull()
        }
        expect(all).toBeLessThanOrEqual(answers.length)
      }),
    )
  })
})

/** A refresh that is ended while another one is about to begin. */
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { createMemoryStore } from './memory-store.ts'
import { createWorld, type World, type WorldOptions } from './world.ts'

let world: World
afterEach(() => world.dispose())

async function open(options: Partial<WorldOptions> = {}): Promise<void> {
  world = await createWorld({ store: createMemoryStore(), ...options })
}

describe('an end in the middle of a beginning', () => {
  it('is an end: what waited for the last run does not begin after it', async () => {
    let metered = true
    await open({ deps: { settings: () => ({ inBackground: true, onMetered: metered }) } })
    world.sync.startBackground()
    await world.until(({ phase }) => phase === 'running')
    metered = false
    world.sync.reconsider()
    await world.sync.dispose()
    await wait(100) // for what was on its way
    const asked = world.hub.log.length
    const told = world.states.length
    await wait(300)
    expect([world.hub.log.length, world.states.length]).toEqual([asked, told])
  })

  it('and of two beginnings at once, one is left', async () => {
    await open()
    world.sync.startBackground()
    world.sync.startBackground()
    await world.until(({ phase }) => phase === 'running')
    await world.sync.dispose()
    await wait(100) // for what was on its way
    const asked = world.hub.log.length
    await wait(300)
    expect(world.hub.log.length).toBe(asked)
  })
})

/** A connection cut at any offset costs nothing but time. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { noise } from '../../hub/transfer/content.ts'
import { createSetting } from './setting.ts'

const FULL = import.meta.env.MODE === 'full'
const CUTS = FULL ? 200 : 15
const BYTES = noise('cuts', 5_000_011)

describe('a connection cut', () => {
  it(`at ${CUTS} random offsets, one a download`, { timeout: 600_000 }, async () => {
    await using setting = await createSetting(BYTES)
    for (let index = 0; index < CUTS; index += 1) {
      const afterBytes = Math.floor(Math.random() * BYTES.length)
      let cut = false
      setting.server.store.tamper = () => {
        if (cut) return null
        cut = true
        return { kind: 'cut', afterBytes }
      }
      const path = join(setting.dir, `${index}.bin`)
      const { fetchedBytes } = await setting.fetch({ path })
      expect(readFileSync(path).equals(BYTES), `cut after ${afterBytes}`).toBe(true)
      // What came before the cut is kept.
      expect(fetchedBytes).toBeLessThan(BYTES.length * 1.02)
    }
  })

  it('in every answer, somewhere', { timeout: 60_000 }, async () => {
    await using setting = await createSetting(BYTES)
    setting.server.store.tamper = () => ({
      kind: 'cut',
      afterBytes: 70_000 + Math.floor(Math.random() * 200_000),
    })
    await setting.fetch()
    expect(setting.isWhole()).toBe(true)
  })

  it('by us, and again and again: a pause at any moment loses nothing', { timeout: 60_000 }, async () => {
    await using setting = await createSetting(BYTES)
    setting.server.store.tamper = () => ({ kind: 'drip', bytesPerSecond: 4_000_000 })
    for (let pauses = 0; pauses < 8; pauses += 1) {
      const pause = AbortSignal.timeout(Math.round(100 + Math.random() * 200))
      await setting.fetch({}, pause).catch(() => {})
    }
    setting.server.store.tamper = () => null
    await setting.fetch()
    expect(setting.isWhole()).toBe(true)
  })
})

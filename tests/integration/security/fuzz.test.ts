/** The short form of `npm run fuzz`. */
import { expect, test } from 'vitest'
import { createGuarded, isPolluted } from './fuzz/guarded.ts'
import { fuzzIpc } from './fuzz/ipc.ts'
import { createReal } from './fuzz/real.ts'
import { createRandom } from './fuzz/random.ts'
import { fuzzSocket } from './fuzz/socket.ts'

test('IPC: no message crashes, and no handler is reached with unchecked input or by a stranger', async () => {
  const { reached, faults } = await fuzzIpc(createGuarded(), 6_000, createRandom(1))
  expect(faults).toEqual([])
  expect(reached).toBeGreaterThan(1_000)
  expect(isPolluted()).toBe(false)
})

test('WebSocket: no message crashes, and no handler is reached with unchecked input or before the proof', async () => {
  const { reached, faults } = await fuzzSocket(createGuarded(), 6_000, createRandom(2))
  expect(faults).toEqual([])
  expect(reached).toBeGreaterThan(1_000)
  expect(isPolluted()).toBe(false)
})

test(
  'the real handlers: whatever passes the checks is answered, and none of them breaks',
  { timeout: 120_000 },
  async () => {
    await using real = createReal()
    await fuzzIpc(real, 1_500, createRandom(3))
    const { faults } = await fuzzSocket(real, 1_500, createRandom(4))
    expect(faults).toEqual([])
    expect(real.asked()).toBeGreaterThan(1_500)
    expect(isPolluted()).toBe(false)
  },
)

/** The short form of `npm run fuzz`. */
import { expect, test } from 'vitest'
import { isPolluted } from './fuzz/guarded.ts'
import { fuzzIpc } from './fuzz/ipc.ts'
import { createRandom } from './fuzz/random.ts'
import { fuzzSocket } from './fuzz/socket.ts'

test('IPC: no message crashes, and no handler is reached with unchecked input or by a stranger', async () => {
  const { reached, faults } = await fuzzIpc(6_000, createRandom(1))
  expect(faults).toEqual([])
  expect(reached).toBeGreaterThan(1_000)
  expect(isPolluted()).toBe(false)
})

test('WebSocket: no message crashes, and no handler is reached with unchecked input or before the proof', async () => {
  const { reached, faults } = await fuzzSocket(6_000, createRandom(2))
  expect(faults).toEqual([])
  expect(reached).toBeGreaterThan(1_000)
  expect(isPolluted()).toBe(false)
})

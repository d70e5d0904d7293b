/** `npm run fuzz [-- --messages N --seed N]`: at least 200,000 messages at both doors; prints what it did. */
import { parseArgs } from 'node:util'
import { isPolluted } from './guarded.ts'
import { fuzzIpc } from './ipc.ts'
import { createRandom } from './random.ts'
import { fuzzSocket } from './socket.ts'

const { values } = parseArgs({
  options: { messages: { type: 'string', default: '220000' }, seed: { type: 'string' } },
})
const messages = Number(values.messages)
const seed = Number(values.seed ?? Date.now() % 1_000_000)
process.on('uncaughtException', (error) => {
  console.error('A message got through as an exception:', error)
  process.exit(1)
})

const start = performance.now()
const tallies = [
  await fuzzIpc(Math.ceil(messages / 2), createRandom(seed)),
  await fuzzSocket(Math.ceil(messages / 2), createRandom(seed + 1)),
]
for (const { where, sent, raw, reached, faults } of tallies) {
  console.log(
    `${where}: ${sent} messages, ${raw} of them raw; ${reached} passed the checks; ${faults.length} faults`,
  )
  for (const fault of faults.slice(0, 10)) console.error(`  ${fault}`)
}
const total = tallies.reduce((sum, { sent }) => sum + sent, 0)
const faults = tallies.reduce((sum, tally) => sum + tally.faults.length, isPolluted() ? 1 : 0)
console.log(
  `${total} messages in ${((performance.now() - start) / 1000).toFixed(1)} s, seed ${seed}; faults: ${faults}; prototypes ${isPolluted() ? 'POLLUTED' : 'clean'}`,
)
process.exitCode = faults === 0 ? 0 : 1

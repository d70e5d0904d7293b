/** `npm run fuzz [-- --messages N --seed N]`: at least 200,000 messages at both doors of the whole core; prints what it did. */
import { parseArgs } from 'node:util'
import { isPolluted } from './guarded.ts'
import { fuzzIpc } from './ipc.ts'
import { createReal } from './real.ts'
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
const real = createReal()
const tallies = [
  await fuzzIpc(real, Math.ceil(messages / 2), createRandom(seed)),
  await fuzzSocket(real, Math.ceil(messages / 2), createRandom(seed + 1)),
]
const asked = real.asked()
await real[Symbol.asyncDispose]()
for (const { where, sent, raw, reached } of tallies)
  console.log(`${where}: ${sent} messages, ${raw} of them raw; ${reached} passed the checks`)
for (const fault of real.faults.slice(0, 20)) console.error(`  ${fault}`)
const total = tallies.reduce((sum, { sent }) => sum + sent, 0)
const faults = real.faults.length + (isPolluted() ? 1 : 0)
console.log(
  `${total} messages, ${asked} of them to the real handlers, in ${((performance.now() - start) / 1000).toFixed(1)} s, seed ${seed}; faults: ${faults}; prototypes ${isPolluted() ? 'POLLUTED' : 'clean'}`,
)
process.exitCode = faults === 0 ? 0 : 1

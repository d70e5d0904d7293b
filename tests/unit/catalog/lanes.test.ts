import { expect, it } from 'vitest'
import { createLanes } from '#core/catalog/lanes'

const hold = () => {
  const gate = Promise.withResolvers<string>()
  return { run: () => gate.promise, done: gate.resolve }
}
const outcome = (promise: Promise<string>): Promise<string> =>
  promise.catch((error: { failure?: { code: string } }) => error.failure?.code ?? 'other')

it('answers only the newest of a lane, and asks only one at a time', async () => {
  const lanes = createLanes<string>()
  const [first, second, third] = [hold(), hold(), hold()]
  let asked = 0
  const count = (work: () => Promise<string>) => () => {
    asked++
    return work()
  }
  const results = [first, second, third].map((one) => outcome(lanes.run(count(one.run), { lane: 'typing' })))
  expect(asked).toBe(1)
  first.done('l')
  third.done('lla')
  expect(await Promise.all(results)).toEqual(['cancelled', 'cancelled', 'lla'])
  expect(asked).toBe(2)
})

it('leaves other lanes alone, and forgets what was given up', async () => {
  const lanes = createLanes<string>()
  const [first, second, third] = [hold(), hold(), hold()]
  const stop = new AbortController()
  const results = [
    outcome(lanes.run(first.run, { lane: 'a' })),
    outcome(lanes.run(second.run, { lane: 'b', signal: stop.signal })),
    outcome(lanes.run(third.run, {})),
  ]
  stop.abort()
  first.done('one')
  third.done('three')
  expect(await Promise.all(results)).toEqual(['one', 'cancelled', 'three'])
})

it('goes on after a failure', async () => {
  const lanes = createLanes<string>()
  const failed = outcome(lanes.run(() => Promise.reject(new Error('no')), {}))
  const good = lanes.run(async () => 'yes', {})
  expect(await failed).toBe('other')
  expect(await good).toBe('yes')
})

import { expect, test } from 'vitest'
import type { IncomingState } from '#contract/incoming'
import { createIncoming } from '#core/incoming/incoming'

const signal = new AbortController().signal

function open() {
  const told: IncomingState[] = []
  const incoming = createIncoming({ emit: (_name, value) => void told.push(value as IncomingState) })
  return {
    incoming,
    told,
    state: () => incoming.handlers['incoming.get'](undefined, { signal }),
    answered: (id: number) => incoming.handlers['incoming.answered']({ id }, { signal }),
  }
}

test('a link in any grammar, or an address of a hub, becomes the same question', async () => {
  for (const text of [
    'rbee://model/org/name',
    'rbee://download/model/huggingface/org%2Fname',
    'https://huggingface.co/org/name',
  ]) {
    const { incoming, state } = open()
    expect(incoming.receive(text)).toBe(true)
    expect((await state()).links[0]?.ask).toMatchObject({ kind: 'model', file: null, worker: null })
  }
})

test('what is no link of ours is left alone; a bad link is told, not dropped', async () => {
  const { incoming, state } = open()
  for (const text of [
    '',
    'llama',
    'https://example.com/org/name',
    'file:///etc/passwd',
    'javascript:alert(1)',
  ])
    expect(incoming.receive(text)).toBe(false)
  expect((await state()).links).toEqual([])
  incoming.receive('rbee://model/..%2F..')
  expect((await state()).links[0]?.ask).toEqual({ kind: 'unreadable', problem: 'bad-id' })
})

test('the first link stays until it is answered: none can slip in under a click', async () => {
  const { incoming, state, answered, told } = open()
  incoming.receive('rbee://model/good/model')
  incoming.receive('rbee://model/evil/model')
  incoming.receive('rbee://model/good/model')
  const { links } = await state()
  expect(links.map(({ text }) => text)).toEqual(['rbee://model/good/model', 'rbee://model/evil/model'])
  await answered(links[0]?.id ?? 0)
  expect((await state()).links.map(({ text }) => text)).toEqual(['rbee://model/evil/model'])
  expect(told.map(({ revision }) => revision)).toEqual([2, 3, 4])
})

test('a page that sends links without end fills a short line, and nothing more', async () => {
  const { incoming, state } = open()
  for (let n = 0; n < 10_000; n++) incoming.receive(`rbee://model/org/name-${n}`)
  expect((await state()).links).toHaveLength(5)
})

test('shown text is shortened, and hides nothing', async () => {
  const { incoming, state } = open()
  incoming.receive(`rbee://model/org/\u202Efgg.exe${'a'.repeat(1000)}`)
  const [link] = (await state()).links
  expect(link?.text).toHaveLength(300)
  expect(link?.text).toContain('�fgg.exe')
})

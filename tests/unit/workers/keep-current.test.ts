import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { createHttp } from '#core/http/http'
import { keepWorkersCurrent } from '#core/workers/keep-current'
import { refreshPrograms } from '#core/workers/online-catalog'
import { loadFamilies, programOf } from '#core/workers/families'
import type { WorkerProgram } from '#domain/worker-variant'

const answer = {
  workers: [
    {
      id: 'llm-worker-rbee',
      version: '9.1.0',
      variants: [{ backend: 'cpu', platforms: ['linux'], architectures: ['x86_64'] }],
    },
  ],
}

async function world() {
  const asked: string[] = []
  const state = { status: 200, wanted: true, nowMs: 0, authorization: new Set<string | undefined>() }
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    state.authorization.add(request.headers.authorization)
    response.writeHead(state.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const http = createHttp({
    userAgent: 'test',
    hubs: () => [{ source: 'worker-catalog', baseUrl, token: null }],
    proxy: () => null,
    offline: () => false,
    sleep: async () => {},
  })
  const news: (readonly WorkerProgram[])[] = []
  const logged: string[] = []
  const current = keepWorkersCurrent({
    workers: {
      async refresh(online, signal) {
        news.push(await refreshPrograms(loadFamilies().map(programOf), online, signal))
      },
    },
    http,
    baseUrl: () => baseUrl,
    wanted: () => state.wanted,
    log: { info: (message) => void logged.push(message) },
    now: () => state.nowMs,
  })
  return {
    asked,
    state,
    news,
    logged,
    current,
    async [Symbol.asyncDispose]() {
      current.dispose()
      await http.dispose()
      server.close()
      await once(server, 'close')
    },
  }
}

it('asks once a day, without a token', async () => {
  await using here = await world()
  const { asked, state, news, current } = here
  await Promise.all([current.look(), current.look()])
  await current.look()
  expect(asked).toEqual(['/workers'])
  expect(news[0]?.find(({ id }) => id === 'llm-worker-rbee')?.version).toBe('9.1.0')
  state.nowMs += 25 * 3_600_000
  await current.look()
  expect(asked).toHaveLength(2)
  expect([...state.authorization]).toEqual([undefined])
})

it('does not ask where the user wants nothing in the background, nor after its end', async () => {
  await using here = await world()
  here.state.wanted = false
  await here.current.look()
  here.state.wanted = true
  here.current.dispose()
  await here.current.look()
  expect(here.asked).toEqual([])
})

it('only logs a failure, and asks again at the next look', async () => {
  await using here = await world()
  here.state.status = 404
  await here.current.look()
  expect([here.logged, here.news]).toEqual([['the worker catalog did not answer'], []])
  here.state.status = 200
  await here.current.look()
  expect(here.news).toHaveLength(1)
})

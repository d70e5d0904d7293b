/** Whose file it is, asked of the loopback hub by the hash. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createHttp, type Http } from '#core/http/http'
import { recogniseByHash } from '#core/library/recognise'
import { createHub, type Hub } from '../../hub/hub.ts'

let hub: Hub
let http: Http
beforeEach(async () => {
  hub = await createHub()
  http = createHttp({
    userAgent: 'rbee-marketplace/0 (test)',
    hubs: () => [{ source: 'civitai', baseUrl: hub.url, token: null }],
    proxy: () => null,
    offline: () => false,
    sleep: async () => {},
  })
})
afterEach(async () => {
  await http.dispose()
  await hub.dispose()
})
const recognised = (sha256: string) => recogniseByHash(sha256, { http, civitai: hub.url })

/** A file of the recorded ones that no other version has too. */
function knownFile() {
  const all = [...hub.civitai.records.values()].flatMap((record) =>
    record.modelVersions.flatMap((version) =>
      (version.files ?? []).flatMap((file) => {
        const sha256 = file.hashes?.['SHA256']?.toLowerCase()
        return sha256 ? [{ record, version, file, sha256 }] : []
      }),
    ),
  )
  const one = all.find(({ sha256 }) => all.filter((other) => other.sha256 === sha256).length === 1)
  if (!one) throw new Error('no recorded file has a hash of its own')
  return one
}

it('names the model, the version and the very file', async () => {
  const { record, version, file, sha256 } = knownFile()
  expect(await recognised(sha256)).toEqual({
    modelId: `civitai:${record.id}`,
    artifactId: `${version.id}/${file.id}`,
    revision: String(version.id),
    name: record.name,
    author: null,
    entryId: `civitai:${record.id}:${version.id}`,
    kind: 'image',
  })
})

it('nobody knows an unknown file', async () => {
  expect(await recognised('0'.repeat(64))).toBeNull()
})

it('a hub that cannot be asked, or that talks nonsense, is no obstacle', async () => {
  const { sha256 } = knownFile()
  hub.faults.add({ path: '/by-hash/', times: 1, effect: { kind: 'truncated' } })
  expect(await recognised(sha256)).toBeNull()
  await hub.dispose()
  expect(await recognised(sha256)).toBeNull()
})

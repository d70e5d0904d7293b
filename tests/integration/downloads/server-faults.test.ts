/** Whatever a server does, the file that is called complete is the right one, byte by byte. */
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Failure } from '#contract/failure'
import { FailureError } from '#contract/failure'
import type { Transfers } from '#core/downloads/transfer/transfers'
import { noise, gitSha1 } from '../../hub/transfer/content.ts'
import type { Tamper } from '../../hub/transfer/tamper.ts'
import { createSetting, KEY, newTransfers, type Setting } from './setting.ts'

const MIB = 1024 * 1024
const BYTES = noise('server-faults', 3 * MIB + 77)

let lent: Transfers
beforeAll(() => {
  lent = newTransfers()
})
afterAll(() => lent.dispose())

/** Tampers with the first so many answers. */
const first = (setting: Setting, times: number, tamper: Tamper): void => {
  setting.server.store.tamper = (_exchange, count) => (count < times ? tamper : null)
}

const failureOf = async (work: Promise<unknown>): Promise<Failure> => {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(error instanceof FailureError)) throw new Error(`expected a failure, got ${String(error)}`)
  return error.failure
}

describe('a server that recovers', () => {
  const recovering: readonly (readonly [string, Tamper])[] = [
    ['cuts the connection', { kind: 'cut', afterBytes: 100_000 }],
    ['cuts before the first byte', { kind: 'cut', afterBytes: 0 }],
    ['falls silent', { kind: 'hang', afterBytes: 200_000 }],
    ['falls silent before the first byte', { kind: 'hang', afterBytes: 0 }],
    ['drips', { kind: 'drip', bytesPerSecond: 500 }],
    ['sends too little', { kind: 'short', missingBytes: 5000 }],
    ['sends too much', { kind: 'long', extraBytes: 5000 }],
    ['sends a corrupt byte', { kind: 'corrupt', at: 1_500_000 }],
    ['sends another range', { kind: 'wrong-range' }],
    ['says 416', { kind: 'unsatisfiable' }],
    ['says 500', { kind: 'status', status: 500 }],
    ['says 503', { kind: 'status', status: 503, headers: { 'retry-after': '1' } }],
    ['says 429', { kind: 'status', status: 429, headers: { 'retry-after': '2' } }],
    ['says 403', { kind: 'status', status: 403 }],
    ['sends a web page', { kind: 'html' }],
    ['packs the bytes', { kind: 'gzip' }],
    ['has another ETag', { kind: 'etag', etag: '"other"' }],
  ]
  it.each(recovering)('%s', async (_name, tamper) => {
    await using setting = await createSetting(BYTES, { lent })
    first(setting, 1, tamper)
    const result = await setting.fetch()
    expect(result.sizeBytes).toBe(BYTES.length)
    expect(setting.isWhole()).toBe(true)
  })

  it.each(recovering)('%s, three times, in the middle of the file', async (_name, tamper) => {
    await using setting = await createSetting(BYTES, { lent })
    setting.server.store.tamper = (_exchange, count) => (count > 0 && count < 4 ? tamper : null)
    await setting.fetch()
    expect(setting.isWhole()).toBe(true)
  })
})

describe('storage whose ETags say nothing', () => {
  it('another one with every answer costs a few requests, not the download', async () => {
    await using setting = await createSetting(BYTES, { lent })
    setting.server.store.tamper = (_exchange, count) => ({ kind: 'etag', etag: `"${count}"` })
    await setting.fetch()
    expect(setting.isWhole()).toBe(true)
  })
})

describe('a server that knows no ranges', () => {
  it('is read from the start', async () => {
    await using setting = await createSetting(BYTES, { lent })
    first(setting, Infinity, { kind: 'ignore-range' })
    await setting.fetch()
    expect(setting.isWhole()).toBe(true)
  })

  it('is read again from the start after a part had come, never appended', async () => {
    await using setting = await createSetting(BYTES, { lent })
    setting.server.store.tamper = (_exchange, count) =>
      count === 0 ? { kind: 'cut', afterBytes: 1_000_001 } : { kind: 'ignore-range' }
    await setting.fetch()
    expect(setting.isWhole()).toBe(true)
  })
})

describe('a file that changes', () => {
  const other = noise('other', BYTES.length)

  it('is never mixed: with the hash of the old one it fails', async () => {
    await using setting = await createSetting(BYTES, { lent })
    setting.server.store.tamper = (_exchange, count) =>
      count === 0 ? { kind: 'cut', afterBytes: 700_000 } : { kind: 'replace', bytes: other, etag: '"new"' }
    expect(await failureOf(setting.fetch())).toEqual({ code: 'checksum-mismatch', file: setting.job().name })
    expect(setting.left()).toEqual([])
  })

  it('without a known hash it starts over with the new one', async () => {
    await using setting = await createSetting(BYTES, { lent })
    setting.server.store.tamper = (_exchange, count) => {
      if (count === 0) return { kind: 'cut', afterBytes: 700_000 }
      return { kind: 'replace', bytes: other, etag: '"new"' }
    }
    setting.server.store.files.set('civitai/1/2', BYTES)
    await setting.fetch({ digest: null, url: `${setting.server.url}/api/download/models/1?fileId=2` })
    expect(setting.isWhole(other)).toBe(true)
  })

  it('of another size is refused', async () => {
    await using setting = await createSetting(BYTES, { lent })
    first(setting, Infinity, { kind: 'replace', bytes: other.subarray(1), etag: '"new"' })
    expect((await failureOf(setting.fetch())).code).toBe('hub-changed')
    expect(existsSync(setting.path)).toBe(false)
  })
})

describe('a server that stays wrong', () => {
  const staying: readonly (readonly [string, Tamper, Failure['code']])[] = [
    ['a corrupt byte', { kind: 'corrupt', at: 5 }, 'checksum-mismatch'],
    ['a web page', { kind: 'html' }, 'hub-changed'],
    ['500', { kind: 'status', status: 500 }, 'hub-error'],
    ['429', { kind: 'status', status: 429 }, 'rate-limited'],
    ['redirects in circles', { kind: 'circle' }, 'hub-changed'],
    ['nothing but silence', { kind: 'hang', afterBytes: 0 }, 'offline'],
  ]
  it.each(staying)('%s', async (_name, tamper, code) => {
    await using setting = await createSetting(BYTES, { patience: { mostFailures: 3 } })
    first(setting, Infinity, tamper)
    expect((await failureOf(setting.fetch())).code).toBe(code)
    expect(existsSync(setting.path)).toBe(false)
  })

  it('that is not there at all', async () => {
    await using setting = await createSetting(BYTES, { patience: { mostFailures: 3 } })
    const failure = await failureOf(setting.fetch({ url: 'http://127.0.0.1:9/org/model/resolve/a/b' }))
    expect(failure.code).toBe('offline')
  })

  it('a file that is gone', async () => {
    await using setting = await createSetting(BYTES, { lent })
    setting.server.store.files.clear()
    expect(await failureOf(setting.fetch())).toEqual({ code: 'not-found', what: setting.job().name })
  })
})

describe('signed addresses', () => {
  it('are resolved again when they run out', async () => {
    await using setting = await createSetting(BYTES, { lent })
    setting.server.store.tamper = (_exchange, count) => {
      if (count !== 0) return null
      setting.server.store.expireSigned()
      return { kind: 'cut', afterBytes: 900_000 }
    }
    await setting.fetch()
    expect(setting.isWhole()).toBe(true)
  })
})

describe('tokens', () => {
  it('go to the hub and never to another origin', async () => {
    await using setting = await createSetting(BYTES, { lent })
    const { server } = setting
    server.store.locked.set(KEY, 'hf_secret123')
    const token = { origin: new URL(server.url).origin, value: 'hf_secret123' }
    first(setting, 2, { kind: 'cut', afterBytes: 300_000 })
    await setting.fetch({ token })
    expect(setting.isWhole()).toBe(true)
    const seen = (origin: string) => server.log.filter((one) => one.origin === origin)
    expect(seen('hub').every(({ headers }) => headers.authorization === 'Bearer hf_secret123')).toBe(true)
    expect(seen('cdn').length).toBeGreaterThan(1)
    expect(JSON.stringify(seen('cdn'))).not.toContain('hf_secret123')
  })

  it('a gated file without one says where to ask', async () => {
    await using setting = await createSetting(BYTES, { lent })
    setting.server.store.locked.set(KEY, 'hf_secret123')
    expect(await failureOf(setting.fetch())).toEqual({
      code: 'gated',
      url: `${setting.server.url}/org/model`,
    })
  })
})

describe('files the hub names no SHA-256 for', () => {
  const small = Buffer.from('{"model_type":"llama"}')

  it("are checked by git's SHA-1", async () => {
    await using setting = await createSetting(small, { lent })
    await setting.fetch({ digest: gitSha1(small) })
    expect(setting.isWhole()).toBe(true)
    first(setting, Infinity, { kind: 'corrupt', at: 3 })
    const path = join(setting.dir, 'other.json')
    const failure = await failureOf(setting.fetch({ digest: gitSha1(small), path }))
    expect(failure.code).toBe('checksum-mismatch')
  })

  it("are checked by the hash on the hub's own answer", async () => {
    await using setting = await createSetting(small, { lent })
    first(setting, Infinity, { kind: 'corrupt', at: 3 })
    expect((await failureOf(setting.fetch({ digest: null }))).code).toBe('checksum-mismatch')
  })

  it('may be empty', async () => {
    await using setting = await createSetting(Buffer.alloc(0), { lent })
    await setting.fetch({ digest: null })
    expect(setting.isWhole()).toBe(true)
  })

  it('may have no known size', async () => {
    await using setting = await createSetting(BYTES, { lent })
    await setting.fetch({ sizeBytes: null, digest: null })
    expect(setting.isWhole()).toBe(true)
  })
})

describe('bytes that are here already', () => {
  it('under the final name: checked, not fetched', async () => {
    await using setting = await createSetting(BYTES, { lent })
    writeFileSync(setting.path, BYTES)
    expect((await setting.fetch()).fetchedBytes).toBe(0)
    expect(setting.server.log).toEqual([])
    expect(setting.isWhole()).toBe(true)
  })

  it('under the final name but wrong: fetched', async () => {
    await using setting = await createSetting(BYTES, { lent })
    writeFileSync(setting.path, noise('wrong', BYTES.length))
    await setting.fetch()
    expect(setting.isWhole()).toBe(true)
  })

  it('elsewhere: linked or copied after a check', async () => {
    await using setting = await createSetting(BYTES, { lent })
    await using elsewhere = await createSetting(BYTES, { lent })
    const wrong = join(elsewhere.dir, 'wrong')
    const right = join(elsewhere.dir, 'right')
    writeFileSync(wrong, noise('wrong', BYTES.length))
    writeFileSync(right, BYTES)
    const result = await setting.fetch({ candidates: [join(elsewhere.dir, 'none'), wrong, right] })
    expect(result.fetchedBytes).toBe(0)
    expect(setting.isWhole()).toBe(true)
    expect(elsewhere.left()).toEqual(['right', 'wrong'])
  })
})

/** Whatever byte of the database goes bad: the next start works, loses little, and says what happened. */
import { cpSync, existsSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CatalogState } from '#contract/catalog'
import { writeCopy } from '#core/catalog/store/copy'
import { findDamage } from '#core/catalog/store/check'
import { openStore, recoverStore, storeFiles } from '#core/catalog/store/open'
import type { Model } from '#domain/model'
import { openCatalog } from '../../helpers/catalog.ts'
import { createRandom, similarModels } from '../../helpers/models.ts'
import { tempDir } from '../../helpers/temp-dir.ts'

const PAGE = 8192
/** What a sync brings at once: no more may be lost. */
const SYNC_PAGE = 500
const TRIES = Number(process.env['CATALOG_DAMAGES'] ?? (import.meta.env.MODE === 'full' ? 200 : 12))

const openForWriting = (file: string) => new DatabaseSync(file)
const whole = tempDir()
const models = new Map<string, Model>()

beforeAll(() => {
  const { db, records } = openStore(whole.path)
  const all = [...similarModels(1500, 23)]
  for (const model of all) models.set(model.id, model)
  for (let at = 0; at < all.length; at += 100)
    records.apply({
      feed: { name: 'feed', pass: 3 },
      upsert: all.slice(at, at + 100),
      state: { at: String(at) },
    })
  const copy = writeCopy(db, storeFiles(whole.path).copy, {
    generation: records.generation(),
    since: (generation) => ({ generation, rows: [] }),
  })
  while (!copy.next().done);
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  db.close()
})
afterAll(() => whole[Symbol.dispose]())

function damagedCopy(spoil: (bytes: Buffer) => void, { copy }: { readonly copy: boolean }) {
  const dir = tempDir()
  cpSync(whole.path, dir.path, { recursive: true })
  const files = storeFiles(dir.path)
  if (!copy) rmSync(files.copy)
  const bytes = readFileSync(files.database)
  spoil(bytes)
  writeFileSync(files.database, bytes)
  return dir
}

/** Starts, checks the whole file as the app does, and mends what is found. */
function startAndCheck(dir: string) {
  let { db, records, recovery } = openStore(dir)
  const damage = findDamage(storeFiles(dir).database)
  if (damage !== null) {
    db.close()
    ;({ db, records, recovery } = recoverStore(dir, damage))
  }
  const found = records.read(0, 10_000).map(({ model }) => model)
  db.close()
  return { found, recovery }
}

const spoilers = {
  zeros: (page: Buffer) => page.fill(0),
  noise: (page: Buffer, random: () => number) =>
    page.forEach((_, at) => (page[at] = Math.floor(random() * 256))),
  'one bit': (page: Buffer, random: () => number) =>
    (page[Math.floor(random() * page.length)]! ^= 1 << Math.floor(random() * 8)),
  'another page': (page: Buffer, _: () => number, all: Buffer) => all.copy(page, 0, 0, PAGE),
}

describe.each(Object.entries(spoilers))('a page of %s', { timeout: 20_000 + TRIES * 500 }, (name, spoil) => {
  it('costs nothing beside a copy', () => {
    const random = createRandom(41)
    const pages = statSync(storeFiles(whole.path).database).size / PAGE
    for (let go = 0; go < TRIES / 4; go++) {
      const page = go === 0 ? 0 : Math.floor(random() * pages)
      using dir = damagedCopy(
        (all) => void spoil(all.subarray(page * PAGE, (page + 1) * PAGE), random, all),
        { copy: true },
      )
      const { found, recovery } = startAndCheck(dir.path)
      expect(recovery === null || existsSync(recovery.setAside!)).toBe(true)
      expect(found.length).toBe(models.size)
      for (const model of found) expect(model).toEqual(models.get(model.id))
    }
    console.log(`${TRIES / 4} times a page of ${name}, beside a copy: nothing lost`)
  })

  it('costs at most what a sync reads at once, without one', () => {
    const random = createRandom(43)
    let most = 0
    const pages = statSync(storeFiles(whole.path).database).size / PAGE
    for (let go = 0; go < TRIES / 4; go++) {
      // The first page and the roots of the tables hold no models; everything hangs on them. The copy is for those.
      const page = 10 + Math.floor(random() * (pages - 10))
      using dir = damagedCopy(
        (all) => void spoil(all.subarray(page * PAGE, (page + 1) * PAGE), random, all),
        { copy: false },
      )
      const { found } = startAndCheck(dir.path)
      expect(found.length).toBeGreaterThan(models.size - SYNC_PAGE)
      for (const model of found) expect(model).toEqual(models.get(model.id))
      most = Math.max(most, models.size - found.length)
    }
    console.log(`${TRIES / 4} times a page of ${name}, without a copy: at most ${most} models lost`)
  })
})

it.each([
  ['empty', (file: string) => truncateSync(file, 0)],
  ['cut short', (file: string) => truncateSync(file, 3 * PAGE + 100)],
  ['no database at all', (file: string) => writeFileSync(file, 'hello')],
  ['gone', (file: string) => rmSync(file)],
])('starts when the file is %s', (_, spoil) => {
  using dir = damagedCopy(() => {}, { copy: true })
  spoil(storeFiles(dir.path).database)
  expect(() => startAndCheck(dir.path)).not.toThrow()
})

it('a file of a newer version is kept as it is, a new one begun, and it is said once', async () => {
  using dir = damagedCopy(() => {}, { copy: true })
  const { database } = storeFiles(dir.path)
  {
    using newer = openForWriting(database)
    newer.exec('PRAGMA user_version = 99')
  }
  {
    await using catalog = openCatalog(dir.path)
    await catalog.refresh()
    expect(catalog.state()).toMatchObject({
      phase: 'ready',
      models: 0,
      notices: [{ kind: 'newer', why: 'the catalog file has version 99' }],
    })
    await catalog.apply({ feed: { name: 'feed', pass: 1 }, upsert: [...models.values()].slice(0, 10) })
  }
  using kept = openForWriting(join(dir.path, 'catalog.newer.sqlite'))
  expect(kept.prepare('PRAGMA user_version').get()).toEqual({ user_version: 99 })
  expect(kept.prepare('SELECT count(*) AS count FROM models').get()).toEqual({ count: models.size })
  await using again = openCatalog(dir.path)
  await again.refresh()
  expect(again.state()).toMatchObject({ models: 10, notices: [] })
})

it('costs nothing right after the very first start', async () => {
  using dir = tempDir()
  const first = [...models.values()].slice(0, 300)
  {
    await using catalog = openCatalog(dir.path)
    for (let from = 0; from < first.length; from += 100)
      await catalog.apply({ feed: { name: 'feed', pass: 1 }, upsert: first.slice(from, from + 100) })
  }
  const { database } = storeFiles(dir.path)
  const bytes = readFileSync(database)
  writeFileSync(database, bytes.fill(0, 0, 10 * PAGE))
  await using catalog = openCatalog(dir.path)
  await catalog.refresh()
  expect(catalog.state()).toMatchObject({
    models: first.length,
    notices: [{ kind: 'recovered', fromCopy: first.length }],
  })
})

it('survives a columns file of any content', async () => {
  using dir = damagedCopy(() => {}, { copy: false })
  for (const content of ['', 'x'.repeat(100), Buffer.alloc(5000, 7)]) {
    writeFileSync(storeFiles(dir.path).columns, content)
    await using catalog = openCatalog(dir.path)
    const everything = { comingSoon: true, incompatible: true, tooLarge: true, nsfw: true }
    expect((await catalog.query({ show: everything })).total).toBe(models.size)
  }
})

it('says what happened, and goes on', async () => {
  using dir = damagedCopy((all) => all.fill(0, 40 * PAGE, 60 * PAGE), { copy: true })
  const states: CatalogState[] = []
  await using catalog = openCatalog(dir.path, {
    checkAfterMs: 0,
    emit: (name, value) => void (name === 'catalog.changed' && states.push(value as CatalogState)),
  })
  await expect
    .poll(() => catalog.state().notices, { timeout: 15_000 })
    .toContainEqual(
      expect.objectContaining({ kind: 'recovered', setAside: join(dir.path, 'catalog.damaged.sqlite') }),
    )
  await catalog.refresh()
  const everything = { comingSoon: true, incompatible: true, tooLarge: true, nsfw: true }
  expect((await catalog.query({ show: everything })).total).toBe(models.size)
  const [first] = models.values()
  await catalog.apply({ feed: null, upsert: [{ ...first!, downloads: 77 }] })
  expect((await catalog.getModels([first!.id]))[0]?.downloads).toBe(77)
})

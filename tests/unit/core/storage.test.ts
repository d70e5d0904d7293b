import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createFileCache } from '#core/catalog/details/file-cache'
import { createStorage, filesIn } from '#core/storage'
import { tempDir } from '../../helpers/temp-dir.ts'

const options = { signal: new AbortController().signal }

it('tells how much each part takes, and throws away only what was named', async () => {
  using temp = tempDir()
  const dir = temp.path
  const pictures = createFileCache({ dir: join(dir, 'pictures'), maxBytes: 10_000 })
  const details = createFileCache({ dir: join(dir, 'details'), maxBytes: 10_000 })
  await pictures.put('a', Buffer.alloc(300))
  await details.put('b', Buffer.alloc(50))
  writeFileSync(join(dir, 'catalog.sqlite'), Buffer.alloc(7))
  const handlers = createStorage({
    catalogDir: dir,
    parts: { pictures, details, logs: filesIn(join(dir, 'no-logs')) },
  })
  const sizes = async () =>
    Object.fromEntries(
      (await handlers['storage.get'](undefined, options)).parts.map(({ part, sizeBytes }) => [
        part,
        sizeBytes,
      ]),
    )
  expect(await sizes()).toMatchObject({ pictures: 300, details: 50, logs: 0 })
  await handlers['storage.clear']({ part: 'pictures' }, options)
  await handlers['storage.clear']({ part: 'logs' }, options)
  expect(await sizes()).toMatchObject({ pictures: 0, details: 50 })
  expect(existsSync(join(dir, 'catalog.sqlite'))).toBe(true)
  await pictures.put('c', Buffer.alloc(20))
  expect(await pictures.get('c')).toHaveLength(20)
})

/** Names are others' words: on every page one that is read from right to left turns round nothing beside it. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const PAGES = join(import.meta.dirname, '../../../src/app/pages')
/** A name or an author as text of an element, and the element. */
const DRAWN =
  /<([A-Za-z]\w*)(?:[^<>{}]|\{[^{}]*\})*>\s*\{((?:(?:details\.)?model|item)\.(?:name|author)|author)\}\s*</g

test('each is isolated where it is drawn', () => {
  const drawn = readdirSync(PAGES, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.tsx'))
    .flatMap((file) =>
      [...readFileSync(join(PAGES, file), 'utf8').matchAll(DRAWN)].map(([, element, what]) => ({
        file,
        element,
        what,
      })),
    )
  expect(drawn.length).toBeGreaterThan(9)
  expect(drawn.filter(({ element }) => element !== 'bdi')).toEqual([])
})

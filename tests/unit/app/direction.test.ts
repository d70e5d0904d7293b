/** The app reads from right to left as well: nothing in its styles names a physical side. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const app = join(import.meta.dirname, '../../../src/app')
const sources = readdirSync(app, { recursive: true, encoding: 'utf8' }).filter((name) =>
  /\.(tsx|css)$/.test(name),
)

/** Tailwind's classes for one side, and CSS's own properties. Centring with `left-1/2` is the same from both. */
const physical = [
  /(?<![\w-])-?(?:ml|mr|pl|pr|scroll-m[lr]|scroll-p[lr])-[\w[]/,
  /(?<![\w-])-?(?:left|right)-(?!1\/2)[\w[]/,
  /(?<![\w-])(?:border|rounded)-[lr](?![\w])/,
  /(?<![\w-])rounded-[tb][lr]\b/,
  /(?<![\w-])(?:text|float|clear)-(?:left|right)\b/,
  /(?<![\w-])(?:margin|padding|border)-(?:left|right)\b/,
  /^\s*(?:left|right)\s*:/m,
]

it.each(sources)('%s', (name) => {
  const text = readFileSync(join(app, name), 'utf8')
  expect(physical.flatMap((pattern) => pattern.exec(text)?.[0] ?? [])).toEqual([])
})

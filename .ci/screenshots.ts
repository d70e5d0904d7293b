/**
 * `npm run screenshots`: the pictures that the end-to-end tests took on their last run, as a page beside the README.
 * Run `npm run test:e2e` first.
 */
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const CHOSEN = [
  ['discover-models', 'Discover: only what runs on this machine'],
  ['discover-table', 'The same as a table'],
  ['model-incompatible', 'An incompatible model says why'],
  ['what-if', 'What would run with another worker'],
  ['this-machine', 'This machine: hardware, workers, and how to get what is missing'],
  ['first-run-1-machine', 'The first of three steps on the first start'],
  ['downloads', 'Downloads: what went wrong stands beside its next step'],
  ['library', 'Library: what is on disk'],
  ['matrix', 'Models against workers'],
] as const

const root = join(import.meta.dirname, '..')
const target = join(root, 'docs/screenshots')
mkdirSync(target, { recursive: true })
const missing: string[] = []
for (const [name] of CHOSEN)
  for (const theme of ['light', 'dark']) {
    const taken = join(root, `.screenshots/serve/${name}-${theme}.png`)
    if (existsSync(taken)) copyFileSync(taken, join(target, `${name}-${theme}.png`))
    else missing.push(`${name}-${theme}`)
  }
const rows = CHOSEN.map(
  ([name, words]) =>
    `## ${words}\n\n| Light | Dark |\n| --- | --- |\n| ![${words}, light](screenshots/${name}-light.png) | ![${words}, dark](screenshots/${name}-dark.png) |\n`,
)
writeFileSync(
  join(root, 'docs/SCREENSHOTS.md'),
  `# Screenshots\n\nTaken by the end-to-end tests against the loopback hub, on a machine without a GPU.\n\n${rows.join('\n')}`,
)
if (missing.length > 0) console.error(`Not taken yet: ${missing.join(', ')}`)
process.exitCode = missing.length === 0 ? 0 : 1

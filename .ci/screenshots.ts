/**
 * `npm run screenshots`: the pictures that the end-to-end tests took on their last run, as a page beside the README.
 * Run `npm run test:e2e` first.
 */
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

interface Chapter {
  readonly title: string
  readonly pictures: readonly (readonly [name: string, words: string])[]
}

const CHAPTERS: readonly Chapter[] = [
  {
    title: 'Find a model that runs here',
    pictures: [
      [
        'discover-models',
        'Discover shows what this machine can run, and says in its first line what that depends on.',
      ],
      ['discover-found', 'Words and operators narrow it down; the address keeps them.'],
      ['discover-table', 'The same as a table, with columns to sort and to drag.'],
      ['discover-images', 'Image models, pictures first.'],
      ['matrix', 'Models against workers, for the filter at hand; it goes out as CSV, JSON or PNG.'],
    ],
  },
  {
    title: 'Know why',
    pictures: [
      ['model-page', 'A model’s page: the verdict, the memory it takes, and what each worker makes of it.'],
      ['model-quantisations', 'Of several files, the one to take is marked.'],
      ['model-incompatible', 'What cannot run says why, and what to do instead.'],
      ['what-if', '“What if I had …”: the catalog for a machine that one only thinks about.'],
      ['picture', 'Pictures open large, and turn by key.'],
    ],
  },
  {
    title: 'Get it',
    pictures: [
      ['gated-1-plan', 'What is worth knowing is said before the first byte.'],
      ['downloads', 'What went wrong stands beside its next step.'],
      ['library', 'What is on disk, how much it takes, and what can run it.'],
      ['incoming-plan', 'A link from outside shows all that it would do, and waits.'],
    ],
  },
  {
    title: 'This machine',
    pictures: [
      ['first-run-1-machine', 'The first start takes three calm steps, and can be skipped.'],
      [
        'first-run-2-no-worker',
        'Without a worker: the command that installs the right one, or a look around.',
      ],
      ['frame-this-machine', 'What was found, what it enables, and how to get what is missing.'],
      ['offline', 'Without a network, everything but the network is there.'],
      ['dutch', 'The same in Dutch.'],
    ],
  },
]

const THEMES = ['light', 'dark'] as const
const root = join(import.meta.dirname, '..')
const target = join(root, 'docs/screenshots')
const missing: string[] = []
const wanted = CHAPTERS.flatMap(({ pictures }) =>
  pictures.flatMap(([name]) => THEMES.map((theme) => `${name}-${theme}.png`)),
)
mkdirSync(target, { recursive: true })
for (const old of readdirSync(target)) if (!wanted.includes(old)) rmSync(join(target, old))
for (const file of wanted) {
  const taken = join(root, '.screenshots/serve', file)
  if (existsSync(taken)) copyFileSync(taken, join(target, file))
  else missing.push(file)
}

/** In the reader's own theme. */
const shown = ([name, words]: readonly [string, string]): string => `**${words}**

<picture>
  <source media="(prefers-color-scheme: dark)" srcset="screenshots/${name}-dark.png">
  <img alt="${words}" src="screenshots/${name}-light.png">
</picture>
`

writeFileSync(
  join(root, 'docs/SCREENSHOTS.md'),
  `# Screenshots

The app as its end-to-end tests see it: against the loopback hub, on a machine without a GPU. Each picture comes in
your own theme, light or dark. Made by \`npm run screenshots\`.

${CHAPTERS.map(({ title, pictures }) => `## ${title}\n\n${pictures.map(shown).join('\n')}`).join('\n')}`,
)
if (missing.length > 0) console.error(`Not taken yet: ${missing.join(', ')}`)
process.exitCode = missing.length === 0 ? 0 : 1

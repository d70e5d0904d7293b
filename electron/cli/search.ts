/** Searches the catalog on this disk, by the same rules as the app: without the network, and nothing that cannot run here. */
import { InvalidArgumentError, Option, type Command } from 'commander'
import { sortNames, type CatalogPage, type ModelCard, type QueryNote, type SortName } from '#contract/catalog'
import type { CompatibleOptions } from '#core/catalog/catalog-api'
import { inEnglish } from '#domain/sayings/saying'

export interface SearchDeps {
  search(text: string, options: CompatibleOptions): Promise<CatalogPage>
  print(line: string): void
  warn(line: string): void
}

interface SearchFlags {
  readonly sort: SortName
  readonly asc?: true
  readonly desc?: true
  readonly limit: number
  readonly cursor?: string
  readonly comingSoon?: true
  readonly incompatible?: true
  readonly tooLarge?: true
  readonly nsfw?: true
  readonly json?: true
}

export function addSearchCommand(program: Command, deps: SearchDeps): void {
  program
    .command('search')
    .argument('[text...]', 'words and operators, as in the app')
    .description('search the catalog for models that run here; works without the network')
    .addOption(new Option('--sort <by>', 'what comes first').choices(sortNames).default('relevance'))
    .option('--asc', 'smallest or oldest first')
    .option('--desc', 'largest or newest first')
    .option('--limit <number>', 'how many to show, at most 200', limitOf, 20)
    .option('--cursor <cursor>', 'go on where a page of --json ended')
    .option('--coming-soon', 'also what a planned version of a worker will run')
    .option('--too-large', 'also what does not fit into memory here')
    .option('--incompatible', 'also what no worker here can run')
    .option('--nsfw', 'also what is not for every eye')
    .option('--json', 'print the page as JSON, with the counts of its filters')
    .addHelpText('after', HELP)
    .action((words: readonly string[], flags: SearchFlags) =>
      search(words.map(quoted).join(' '), flags, deps),
    )
}

const HELP = `
Operators: author: arch: license: base: source: task: type: format: quant: lang: worker: fit: tag:
           size: params: context: updated:      with a minus in front: not

Examples:
  $ rbee-marketplace search llama 3 instruct
  $ rbee-marketplace search 'arch:qwen2 size:<8gb' --sort downloads
  $ rbee-marketplace search base:"SDXL 1.0" type:Checkpoint --json
  $ rbee-marketplace search params:7b..13b -- -license:other`

/** The shell took the quotes away; a value with a space needs them back. */
function quoted(word: string): string {
  const operator = /^(-?[a-z]+:)(.*\s.*)$/i.exec(word)
  return operator && !word.includes('"') && !/\s-?[a-z]+:/i.test(word)
    ? `${operator[1]}"${operator[2]}"`
    : word
}

async function search(text: string, flags: SearchFlags, deps: SearchDeps): Promise<void> {
  const page = await deps.search(text, optionsOf(flags))
  for (const note of page.notes) deps.warn(noteText(note))
  if (flags.json) return deps.print(JSON.stringify(page, null, 2))
  for (const line of inWords(page)) deps.print(line)
}

function limitOf(text: string): number {
  const limit = Number(text)
  if (!Number.isInteger(limit) || limit < 1 || limit > 200)
    throw new InvalidArgumentError('It is a number from 1 to 200.')
  return limit
}

function optionsOf(flags: SearchFlags): CompatibleOptions {
  const direction = flags.asc ? 'asc' : flags.desc ? 'desc' : undefined
  return {
    sort: flags.sort,
    ...(direction && { direction }),
    limit: flags.limit,
    cursor: flags.cursor ?? null,
    show: {
      comingSoon: flags.comingSoon ?? false,
      incompatible: flags.incompatible ?? false,
      tooLarge: flags.tooLarge ?? false,
      nsfw: flags.nsfw ?? false,
    },
  }
}

function inWords({ items, total, hidden }: CatalogPage): string[] {
  const found = total === 1 ? '1 model runs here.' : `${total} models run here.`
  const more = Object.entries({
    'coming soon (--coming-soon)': hidden?.comingSoon ?? 0,
    'too large (--too-large)': hidden?.tooLarge ?? 0,
    'not compatible (--incompatible)': hidden?.incompatible ?? 0,
  }).flatMap(([name, count]) => (count > 0 ? [`${count} ${name}`] : []))
  return [
    ...items.map(lineOf),
    ...(items.length > 0 ? [''] : []),
    total > items.length ? `${found} Shown: ${items.length}.` : found,
    ...(more.length > 0 ? [`Hidden: ${more.join(', ')}.`] : []),
  ]
}

const badges = {
  high: 'verified',
  medium: 'should work',
  low: 'coming soon',
  none: 'not compatible',
} as const

function lineOf({ id, verdict, parameters, downloads }: ModelCard): string {
  const { artifact, fit, workerId } = verdict
  const facts = [
    badges[verdict.confidence],
    workerId,
    workerId && fit !== 'unknown' ? `fits: ${fit}` : null,
    parameters === null ? null : `${(parameters / 1e9).toPrecision(2)}B`,
    artifact?.quantization ?? artifact?.format,
    artifact?.sizeBytes ? `${(artifact.sizeBytes / 1e9).toFixed(1)} GB` : null,
    downloads === null ? null : `${downloads} downloads`,
  ]
  return `${id}\n    ${facts.filter(Boolean).join(' · ')}`
}

function noteText(note: QueryNote): string {
  switch (note.kind) {
    case 'unknown-operator':
      return `"${note.part}": there is no such operator, so it was searched as text. There are ${note.known.join(', ')}.`
    case 'bad-value':
      return `"${note.part}" was left out: it needs ${inEnglish(note.expected)}.`
    case 'unknown-value':
      return `"${note.part}": no model has it.${note.nearest ? ` Did you mean "${note.nearest}"?` : ''}`
    case 'read-as':
      return `"${note.part}" was read as ${note.used.join(', ')}.`
  }
}

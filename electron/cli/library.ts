/** What is on disk: list, check, remove. */
import type { Command } from 'commander'
import { Argument } from 'commander'
import type { LibraryItem, VerifyResult } from '#contract/library'
import { FailureError } from '#contract/failure'
import { EXIT, type CliContext } from './context.ts'
import { size } from './progress-bar.ts'
import { withDownloads, type OpenDownloads } from './with-downloads.ts'

type Verb = 'list' | 'verify' | 'remove'
interface LibraryOptions {
  readonly json?: true
}

export function addLibraryCommand(program: Command, context: CliContext): void {
  program
    .command('library')
    .addArgument(new Argument('[what]', 'what to do').choices(['list', 'verify', 'remove']).default('list'))
    .argument('[model]', 'id or folder, as the list shows them; verify without one checks all')
    .description('what is on disk, who can run it, and whether it is whole')
    .option('--json', 'print it as JSON')
    .addHelpText(
      'after',
      `
Examples:
  $ rbee-marketplace library
  $ rbee-marketplace library verify --json
  $ rbee-marketplace library remove TinyLlama/TinyLlama-1.1B-Chat-v1.0`,
    )
    .action((verb: Verb, model: string | undefined, { json }: LibraryOptions) => {
      const print = (value: unknown, words: () => string): void =>
        context.print(json ? JSON.stringify(value, null, 2) : words())
      const run = { list, verify, remove }[verb]
      return withDownloads(context, (open, signal) => run({ open, model, print, signal }), { alone: false })
    })
}

interface Run {
  readonly open: OpenDownloads
  readonly model: string | undefined
  readonly signal: AbortSignal
  print(value: unknown, words: () => string): void
}

async function list({ open, print, signal }: Run): Promise<void> {
  const state = await open.handlers['library.rescan'](undefined, { signal })
  print(state, () =>
    [
      ...state.items.map(itemLine),
      ...state.folders.map(
        ({ path, usedBytes, freeBytes }) =>
          `${path}: ${size(usedBytes)} used${freeBytes === null ? '' : `, ${size(freeBytes)} free`}`,
      ),
    ].join('\n'),
  )
}

const itemLine = (item: LibraryItem): string =>
  `${size(item.sizeBytes).padStart(9)}  ${item.entryId}  ${statusWords(item)}`

function statusWords({ status, workerIds, judged }: LibraryItem): string {
  switch (status.kind) {
    case 'ready':
      if (workerIds.length > 0) return `runs with ${workerIds.join(', ')}`
      return judged ? 'no worker here runs it' : 'it is not known what runs it'
    case 'downloading':
      return 'not complete'
    case 'failed':
      return `failed: ${status.message}`
    case 'missing':
      return `files are missing: ${status.paths.join(', ')}`
    case 'damaged':
      return status.message
  }
}

const isBad = ({ files }: VerifyResult): boolean =>
  files.some(({ result }) => result === 'wrong' || result === 'missing')

async function verify({ open, model, print, signal }: Run): Promise<void> {
  const wanted = await find(open, { model, signal })
  const results: VerifyResult[] = []
  for (const { folder } of wanted) results.push(await open.handlers['library.verify']({ folder }, { signal }))
  print(results, () =>
    results
      .flatMap(({ folder, files }) => [
        `${folder}: ${isBad({ folder, files }) ? 'NOT whole' : 'whole'}`,
        ...files.filter(({ result }) => result !== 'right').map(({ path, result }) => `  ${path}: ${result}`),
      ])
      .join('\n'),
  )
  if (results.some(isBad)) process.exitCode = EXIT.failed
}

async function remove({ open, model, print, signal }: Run): Promise<void> {
  if (model === undefined)
    throw new FailureError({ code: 'bad-request', issues: ['say which model to remove'] })
  const [item] = await find(open, { model, signal })
  if (!item) return
  const state = await open.handlers['library.remove']({ folder: item.folder }, { signal })
  print(state, () => `Removed ${item.entryId} (${size(item.sizeBytes)}).`)
}

async function find(
  open: OpenDownloads,
  { model, signal }: Pick<Run, 'model' | 'signal'>,
): Promise<readonly LibraryItem[]> {
  const { items } = await open.handlers['library.rescan'](undefined, { signal })
  if (model === undefined) return items
  const found = items.filter(({ entryId, folder, modelId }) => [entryId, folder, modelId].includes(model))
  if (found.length === 1) return found
  if (found.length === 0) throw new FailureError({ code: 'not-found', what: model })
  throw new FailureError({
    code: 'bad-request',
    issues: [`${model} is there more than once: name its folder`],
  })
}

/** One model, put where the worker looks for it. */
import type { Command } from 'commander'
import type { DownloadItem, DownloadPlanView, DownloadsState } from '#contract/downloads'
import { FailureError } from '#contract/failure'
import { failureText } from '#core/failure-text'
import { checkModelCompatibility } from '#domain/compatibility'
import type { Artifact, Model } from '#domain/model'
import type { CliContext } from './context.ts'
import { namedModel } from './named-model.ts'
import { createProgressBar, size } from './progress-bar.ts'
import { withDownloads, type OpenDownloads } from './with-downloads.ts'

interface GetOptions {
  readonly artifact?: string
  readonly worker?: string
  readonly force?: true
  readonly plan?: true
  readonly json?: true
}

export function addGetCommand(program: Command, context: CliContext): void {
  program
    .command('get')
    .argument('<id>', 'org/name, huggingface:org/name, civitai:4384, or an address copied from a hub')
    .description('download a model for a worker of this machine; goes on where it was interrupted')
    .option('--artifact <name>', 'which one, as `show` names them: safetensors, Q4_K_M, 128713/94516 …')
    .option('--worker <id>', 'for this worker, as `workers` names it')
    .option('--force', 'also what no worker here can run')
    .option('--plan', 'only say what would be fetched')
    .option('--json', 'print the result as JSON')
    .addHelpText(
      'after',
      `
Examples:
  $ rbee-marketplace get TinyLlama/TinyLlama-1.1B-Chat-v1.0
  $ rbee-marketplace get TheBloke/TinyLlama-1.1B-Chat-v1.0-GGUF --artifact Q4_K_M
  $ HF_TOKEN=hf_… rbee-marketplace get meta-llama/Llama-3.2-1B

Ctrl-C stops it; the same command, or the app, goes on where it was.`,
    )
    .action((id: string, options: GetOptions) => get(context, id, options))
}

async function get(context: CliContext, id: string, options: GetOptions): Promise<void> {
  const follower = createFollower()
  const say = (line: string): void => void (options.json || process.stderr.write(`${line}\n`))
  const done = await withDownloads(
    context,
    async (open, signal) => {
      const wanted = await choose(open, { id, options, signal })
      const plan = await open.handlers['downloads.plan'](wanted, { signal })
      for (const line of planLines(plan)) say(line)
      if (options.plan) return plan
      const started = await open.handlers['downloads.start'](wanted, { signal })
      open.downloads.queue.start(started.id)
      return follower.follow(open, started.id, signal)
    },
    { alone: true, onDownloads: follower.notice },
  )
  if (options.json) return context.print(JSON.stringify(done, null, 2))
  context.print(done.folder)
}

interface Choice {
  readonly id: string
  readonly options: GetOptions
  readonly signal: AbortSignal
}

async function choose(open: OpenDownloads, { id, options, signal }: Choice) {
  const resolved = await open.hubs.handlers['sync.resolve']({ text: id }, { signal })
  if (resolved === null)
    throw new FailureError({ code: 'bad-request', issues: [`"${id}" is no id or address of a model`] })
  const { model, named: linked, revision } = await namedModel(open.hubs, resolved, signal)
  const workers = open.workers.filter(
    (worker) => options.worker === undefined || worker.id === options.worker,
  )
  if (options.worker !== undefined && workers.length === 0)
    throw new FailureError({ code: 'not-found', what: `A worker ${options.worker} that runs here` })
  const artifacts = options.artifact === undefined ? linked : [artifactNamed(model, options.artifact)]
  const asked = { ...model, artifacts }
  const best = checkModelCompatibility(asked, workers)
  if (!best.compatible && !options.force)
    throw new FailureError({
      code: 'bad-request',
      issues: [...best.reasons.slice(0, 2), 'no worker here can run it (--force fetches it all the same)'],
    })
  const artifactId = best.artifactId ?? artifacts[0]?.id
  if (artifactId === undefined) throw new FailureError({ code: 'not-found', what: `A file of ${model.name}` })
  const workerId = options.worker ?? best.workerId
  return { modelId: model.id, artifactId, workerId, ...(revision !== null && { revision }) }
}

function artifactNamed(model: Model, name: string): Artifact {
  const same = (text: string | null): boolean => text?.toLowerCase() === name.toLowerCase()
  const found =
    model.artifacts.find(({ id }) => same(id)) ??
    model.artifacts.find(
      ({ quantization, files }) => same(quantization) || files.some(({ path }) => same(path)),
    )
  if (found) return found
  const known = model.artifacts
    .map(({ id }) => id)
    .slice(0, 30)
    .join(', ')
  throw new FailureError({ code: 'bad-request', issues: [`${model.name} has no ${name}; it has ${known}`] })
}

const planLines = ({ name, files, totalBytes, folder, warnings }: DownloadPlanView): readonly string[] => [
  `${name}: ${files.length} ${files.length === 1 ? 'file' : 'files'}, ${totalBytes === null ? 'size unknown' : size(totalBytes)}`,
  `into ${folder}`,
  ...warnings.map(({ message, url }) => `! ${message}${url ? ` ${url}` : ''}`),
]

/** Waits for one download to end, drawing how it goes. */
function createFollower() {
  let latest: DownloadsState | null = null
  let changed: (() => void) | null = null
  const notice = (state: DownloadsState): void => {
    latest = state
    changed?.()
  }

  async function follow(open: OpenDownloads, id: string, signal: AbortSignal): Promise<DownloadItem> {
    const bar = createProgressBar(process.stderr)
    const { promise, resolve, reject } = Promise.withResolvers<DownloadItem>()
    const look = (): void => {
      const item = (latest ?? open.downloads.queue.state()).items.find((one) => one.id === id)
      if (item?.status.kind === 'failed') reject(new FailureError(item.status.failure))
      if (item?.status.kind === 'done') resolve(item)
    }
    const draw = setInterval(() => {
      const item = open.downloads.queue.state().items.find((one) => one.id === id)
      if (item) bar.show(item.progress, noteOf(item))
    }, 200)
    const onAbort = (): void => reject(new FailureError({ code: 'cancelled' }))
    signal.addEventListener('abort', onAbort, { once: true })
    changed = look
    look()
    try {
      const item = await promise
      bar.show(item.progress, null)
      return item
    } finally {
      clearInterval(draw)
      signal.removeEventListener('abort', onAbort)
      bar.end()
    }
  }
  return { notice, follow }
}

function noteOf({ status }: DownloadItem): string | null {
  if (status.kind === 'running') return status.phase === 'checking' ? 'checking what has come …' : null
  if (status.kind !== 'waiting') return null
  if (status.for === 'other-process') return 'another process is downloading it; waiting …'
  return `${status.failure ? failureText(status.failure) : ''} Waiting to try again …`
}

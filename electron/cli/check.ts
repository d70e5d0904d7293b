/** Judges hub records from a file: which of them would run, with which worker, and why not. */
import type { Command } from 'commander'
import { InvalidArgumentError, Option } from 'commander'
import { createReadStream } from 'node:fs'
import type { Readable, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { FailureError } from '#contract/failure'
import { checkModelCompatibility, type JudgeOptions } from '#domain/compatibility'
import type { ModelCompatibility } from '#domain/finding'
import type { Model, Source } from '#domain/model'
import { normaliseCivitai } from '#domain/normalise/civitai'
import { normaliseHuggingFace } from '#domain/normalise/huggingface'
import type { SkipReason } from '#domain/normalise/outcome'
import { whatIfWorker } from '#domain/what-if'
import type { Worker, WorkerFamily } from '#domain/worker-family'

export interface CheckDeps {
  readonly families: readonly WorkerFamily[]
  /** The workers of this machine, and those it could have besides, for when none are named. */
  findWorkers(): Promise<Judges>
  readonly stdin: Readable
  readonly stdout: Writable
}

export interface Judges extends JudgeOptions {
  readonly workers: readonly Worker[]
}

interface CheckFlags {
  readonly source: Source
  readonly records: string
  readonly workers?: readonly Worker[]
  readonly json?: true
}

export function addCheckCommand(program: Command, deps: CheckDeps): void {
  program
    .command('check')
    .description('judge hub records (one JSON a line) against the workers here, or against named ones')
    .addOption(
      new Option('--source <hub>', 'where the records are from')
        .choices(['huggingface', 'civitai'])
        .makeOptionMandatory(),
    )
    .requiredOption('--records <file>', 'a file of records, or - for standard input')
    .option(
      '--workers <ids>',
      'workers to judge against, installed or not: llm-worker-rbee-cuda,…',
      workersIn(deps),
    )
    .option('--json', 'print one JSON a record')
    .action((flags: CheckFlags) => check(flags, deps))
}

const workersIn =
  ({ families }: CheckDeps) =>
  (list: string): readonly Worker[] =>
    list
      .split(',')
      .map((id) => id.trim())
      .filter((id) => id !== '')
      .map((id) => {
        const worker = whatIfWorker(id, families)
        if (worker !== null) return worker
        const known = families.map((family) => `${family.id}-cuda`).join(', ')
        throw new InvalidArgumentError(`There is no worker "${id}". Known are names like ${known}.`)
      })

async function check(flags: CheckFlags, deps: CheckDeps): Promise<void> {
  const judges = flags.workers === undefined ? await deps.findWorkers() : { workers: flags.workers }
  const input = flags.records === '-' ? deps.stdin : createReadStream(flags.records)
  try {
    await pipeline(input, (source) => judged(source, flags, judges), deps.stdout, { end: false })
  } catch (error) {
    if (isMissing(error)) throw new FailureError({ code: 'not-found', what: flags.records }, { cause: error })
    throw error
  }
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'EISDIR')

/** One line out for each line in, as they come: a file of any length takes no more memory than its longest line. */
async function* judged(
  input: AsyncIterable<Buffer | string>,
  flags: CheckFlags,
  judges: Judges,
): AsyncGenerator<string> {
  let number = 0
  for await (const line of linesOf(input)) {
    number += 1
    if (line.trim() === '') continue
    const outcome = judgeLine(line, flags.source, judges)
    yield `${flags.json ? jsonLine(outcome, number) : textLine(outcome, number)}\n`
  }
}

/** Takes away a byte order mark too. */
async function* linesOf(input: AsyncIterable<Buffer | string>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of input) {
    const lines = (
      rest + (typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true }))
    ).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  yield rest + decoder.decode()
}

type Outcome =
  | { readonly ok: true; readonly id: unknown; readonly result: ModelCompatibility }
  | { readonly ok: false; readonly error: string }

const skipTexts: Readonly<Record<SkipReason, string>> = {
  'not-an-object': 'not a record',
  'no-id': 'a record without an id',
  'bad-id': 'a record whose id this hub does not give',
}

function judgeLine(line: string, source: Source, { workers, ...options }: Judges): Outcome {
  let raw: unknown
  try {
    raw = JSON.parse(line)
  } catch {
    return { ok: false, error: 'not JSON' }
  }
  const normalised = source === 'huggingface' ? normaliseHuggingFace(raw) : normaliseCivitai(raw)
  if (!normalised.ok) return { ok: false, error: skipTexts[normalised.reason] }
  return {
    ok: true,
    id: idIn(raw, normalised.model),
    result: checkModelCompatibility(normalised.model, workers, options),
  }
}

/** The id as the record has it: a number stays one. */
const idIn = (raw: unknown, model: Model): unknown => (raw as { readonly id?: unknown }).id ?? model.sourceId

function jsonLine(outcome: Outcome, line: number): string {
  if (!outcome.ok) return JSON.stringify({ line, error: outcome.error })
  const { artifactId, workerId, ...result } = outcome.result
  const { compatible, confidence, codes, reasons, warnings, recommendations } = result
  return JSON.stringify({
    id: outcome.id,
    compatible,
    confidence,
    worker: workerId,
    artifact: artifactId,
    codes,
    reasons,
    warnings,
    recommendations,
  })
}

function textLine(outcome: Outcome, line: number): string {
  if (!outcome.ok) return `line ${line}: ${outcome.error}`
  const { confidence, workerId, artifactId, reasons, warnings } = outcome.result
  const what = confidence === 'none' ? '' : ` ${workerId} ${artifactId}`
  return `${String(outcome.id)}  ${confidence}${what}  ${[...reasons, ...warnings].join(' ')}`
}

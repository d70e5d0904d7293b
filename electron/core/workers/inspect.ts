/** From a file's path to what it is: header, then texts, then, only for what is still open, a short run. */
import type { Architecture } from '#domain/hardware'
import type { Backend } from '#domain/worker'
import type { BinaryFile, Trial, WorkerBinary } from '#domain/worker-binary'
import type { WorkerProgram } from '#domain/worker-variant'
import type { Place } from '../folders.ts'
import type { NameMatch } from './binary-names.ts'
import { codeOf, type Disk, type DiskStat } from './disk.ts'
import { HEADER_BYTES, readHeader } from './header.ts'
import { createSignSearch, type Signs, type SignSearch } from './signs.ts'
import { isStartable } from './startable.ts'
import { readTrial, type RunTrial, type TrialOutcome } from './trial.ts'
import type { CatalogEntry } from './worker-catalog.ts'

export interface Candidate {
  readonly path: string
  readonly stat: DiskStat | null
  readonly name: NameMatch
  /** Its own file name is a worker's. What rbee's notes merely point at is never run. */
  readonly mayRun: boolean
  readonly entry: CatalogEntry | null
}

export type Inspect = (
  candidate: Candidate,
  options: { readonly retry: boolean; readonly signal: AbortSignal },
) => Promise<WorkerBinary>

/** What the file's own bytes tell. */
interface Insight {
  readonly file: BinaryFile
  readonly startable: boolean
  readonly signs: Signs | null
}
/** What running it told. */
interface Tried {
  readonly trial: Trial
  readonly signs: Signs | null
}
interface Memory {
  readonly fingerprint: string
  readonly insight: Insight
  tried: Tried | null
}

export interface InspectorOptions {
  readonly disk: Disk
  readonly place: Place
  readonly programs: readonly WorkerProgram[]
  readonly run: RunTrial
  /** What this process is built for. */
  readonly architecture: Architecture | null
}

/** An unchanged file is looked into once; `retry` runs those again that did not answer well. */
export function createInspector({ disk, place, programs, run, architecture }: InspectorOptions): Inspect {
  const searches = new Map(programs.map((program) => [program.id, createSignSearch(program)]))
  const memories = new Map<string, Memory>()

  return async ({ path, stat, name, mayRun, entry }, { retry, signal }) => {
    const search = searches.get(name.family)
    const fingerprint = `${name.family} ${stat?.identity} ${stat?.sizeBytes} ${stat?.modifiedMs}`
    let memory = memories.get(path)
    if (memory?.fingerprint !== fingerprint || memory.insight.file.kind === 'unreadable') {
      const insight = await lookInto({ path, stat, disk, architecture, search }, signal)
      memory = { fingerprint, insight, tried: null }
      memories.set(path, memory)
    }
    const file = await withPermission(memory.insight.file, disk, path)
    const { signs } = memory.insight
    const known = combine(signs, name, entry)
    let tried = untried
    if (mayRun && memory.insight.startable && isWorthRunning(file, known, place)) {
      const again = retry && memory.tried?.trial.kind !== 'ran'
      if (memory.tried === null || again) memory.tried = await tryOut(path, known, { run, search, signal })
      tried = memory.tried
    }
    return {
      path,
      family: name.family,
      file,
      backend: known.backend ?? backendFrom(tried),
      version: known.version ?? tried.signs?.version ?? null,
      cuda: signs?.cuda.length === 1 ? (signs.cuda[0] ?? null) : null,
      trial: tried.trial,
      declared: entry?.declared ?? null,
      install: entry?.install ?? { kind: 'done' },
    }
  }
}

const untried: Tried = { trial: { kind: 'not-needed' }, signs: null }

interface Lookup extends Pick<Candidate, 'path' | 'stat'>, Pick<InspectorOptions, 'disk' | 'architecture'> {
  readonly search: SignSearch | undefined
}

async function lookInto(
  { path, stat, disk, architecture, search }: Lookup,
  signal: AbortSignal,
): Promise<Insight> {
  if (stat === null) return nothingMore({ kind: 'missing' })
  if (stat.kind !== 'file') return nothingMore({ kind: 'not-a-program' })
  try {
    const opened = await disk.open(path)
    try {
      const head = await opened.read(0, HEADER_BYTES)
      const answer = readHeader(head, stat.sizeBytes)
      if (answer.kind !== 'program') return nothingMore(answer)
      return {
        file: { ...answer, executable: true },
        startable: isStartable(head, answer.header, architecture),
        signs: (await search?.searchFile(opened, stat.sizeBytes, signal)) ?? null,
      }
    } finally {
      await opened.close()
    }
  } catch (error) {
    signal.throwIfAborted()
    return nothingMore({ kind: codeOf(error) === 'ENOENT' ? 'missing' : 'unreadable' })
  }
}

const nothingMore = (file: BinaryFile): Insight => ({ file, startable: false, signs: null })

/** Permission can change without the content changing, so it is asked anew each time. */
async function withPermission(file: BinaryFile, disk: Disk, path: string): Promise<BinaryFile> {
  return file.kind === 'program' ? { ...file, executable: await disk.isExecutable(path) } : file
}

/** Only for what is still open: its backend, its version, or whether its GPU libraries load here. */
const isWorthRunning = (file: BinaryFile, { backend, version }: Known, place: Place): boolean =>
  file.kind === 'program' &&
  file.executable &&
  (file.header.platform === null ? place.platform !== 'win32' : file.header.platform === place.platform) &&
  (version === null || backend !== 'cpu')

interface Known {
  readonly backend: Backend | null
  readonly version: string | null
}

/** The hardest evidence first: libraries, the variant's own texts, its name, and what rbee noted at install. */
function combine(signs: Signs | null, name: NameMatch, entry: CatalogEntry | null): Known {
  return {
    backend: only(signs?.libraries) ?? only(signs?.variants) ?? name.backend ?? entry?.backend ?? null,
    version: signs?.version ?? entry?.version ?? null,
  }
}

async function tryOut(
  path: string,
  known: Known,
  { run, search, signal }: { run: RunTrial; search: SignSearch | undefined; signal: AbortSignal },
): Promise<Tried> {
  const wanted = [
    ...(known.backend === null ? (['--help'] as const) : []),
    ...(known.version === null || known.backend !== null ? (['--version'] as const) : []),
  ]
  const outcomes = await Promise.all(wanted.map((argument) => run(path, argument, signal)))
  signal.throwIfAborted()
  const results = outcomes.map(readTrial)
  return {
    trial: results.toSorted((a, b) => rank(a) - rank(b))[0] ?? untried.trial,
    signs: search?.searchText(outcomes.map(textOf).join('\n')) ?? null,
  }
}

const worstFirst: readonly Trial['kind'][] = [
  'libraries-missing',
  'cpu-unsupported',
  'ran',
  'no-answer',
  'not-needed',
]

const rank = ({ kind }: Trial): number => worstFirst.indexOf(kind)

const textOf = (outcome: TrialOutcome): string => (outcome.kind === 'exited' ? outcome.output : '')

/** A worker that runs and names no GPU anywhere is a CPU one. */
function backendFrom({ trial, signs }: Tried): Backend | null {
  return only(signs?.variants) ?? (trial.kind === 'ran' ? 'cpu' : null)
}

function only(found: readonly Backend[] = []): Backend | null {
  const [first, ...others] = found
  return first !== undefined && others.length === 0 ? first : null
}

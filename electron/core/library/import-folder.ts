/** Takes in a folder that holds a whole model: its weights, and what a worker reads beside them. */
import { readdir, rm, rmdir, stat } from 'node:fs/promises'
import { basename, join, relative, sep } from 'node:path'
import { readSidecars, type SidecarFacts } from '#core/downloads/inspect/sidecars'
import { isNeverFetched } from '#core/downloads/plan/never'
import { safeFileName } from '#core/downloads/plan/paths'
import { say } from '#domain/sayings/saying'
import type { Metadata } from './entry.ts'
import { importFile, type ImportDeps } from './import-file.ts'
import { refused, place, takeIn, type ImportRequest } from './take-in.ts'
import { METADATA, writeEntry } from './write-entry.ts'

interface File {
  /** Below the folder, with `/`. */
  readonly name: string
  readonly path: string
  readonly sizeBytes: number
}

/** The folder of the new model. */
export async function importFolder(
  deps: ImportDeps,
  request: ImportRequest,
  signal: AbortSignal,
): Promise<string> {
  const files = await filesOf(request.path)
  const weights = files.filter(({ name }) => /\.(safetensors|gguf)$/i.test(name))
  const [only] = weights
  if (!only) throw refused(say('import-other-files'))
  if (weights.length === 1 && /\.gguf$/i.test(only.name))
    return importFile(deps, { ...request, path: only.path }, signal)
  for (const { path } of weights) {
    signal.throwIfAborted()
    const inspection = await deps.transfers.inspect(path)
    if (inspection?.ok === false) throw refused(inspection.why)
  }
  const name = nameOf(request.path)
  const entryId = `local:${name}`
  const sizeBytes = files.reduce((sum, file) => sum + file.sizeBytes, 0)
  const folder = await takeIn(request.root, { entryId, sizeBytes }, async (target) => {
    for (const file of files) {
      signal.throwIfAborted()
      await place(file.path, join(target, ...file.name.split('/')), request.way)
    }
    const pipeline = files.some((file) => file.name === 'model_index.json')
    const sidecars = pipeline ? null : await readSidecars(target)
    await writeEntry(
      target,
      entryFor({ entryId, name, folder: target, sizeBytes, sidecars, now: deps.nowMs() }),
    )
  })
  if (request.way === 'move') await removeTaken(request.path, files)
  return folder
}

/** What a worker reads; scripts, other formats and second copies of the weights stay where they are. */
async function filesOf(folder: string): Promise<readonly File[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files: File[] = []
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name)
    const name = relative(folder, path).split(sep).join('/')
    if (name === METADATA || name.split('/').some((step) => step.startsWith('.')) || isNeverFetched(name))
      continue
    const found = await stat(path).catch(() => null)
    if (found?.isFile()) files.push({ name, path, sizeBytes: found.size })
  }
  return files
}

/** In the hub's own cache the folder is called after a commit, and the model's name stands above it. */
function nameOf(path: string): string {
  const [, inCache] = /models--[^/\\]+--([^/\\]+)[/\\]snapshots[/\\][^/\\]+[/\\]?$/.exec(path) ?? []
  return safeFileName(inCache ?? basename(path), '')
}

interface Imported {
  readonly entryId: string
  readonly name: string
  readonly folder: string
  readonly sizeBytes: number
  /** Null of a pipeline of several parts: it makes pictures. */
  readonly sidecars: SidecarFacts | null
  readonly now: number
}

function entryFor({ entryId, name, folder, sizeBytes, sidecars, now }: Imported): Metadata {
  const time = new Date(now).toISOString()
  return {
    artifact: {
      id: entryId,
      name,
      author: null,
      source: 'Local',
      path: folder,
      size: sizeBytes,
      status: 'Available',
      addedAt: time,
      modelType: sidecars ? 'Llm' : 'Image',
      config: sidecars && {
        architecture: sidecars.architecture ?? 'unknown',
        modelFamily: sidecars.modelType ?? 'unknown',
        tokenizer: { ...sidecars.tokens },
        contextLength: sidecars.contextLength,
      },
    },
    added_at: time,
    last_accessed: null,
  }
}

/** Only what was taken; a folder with something else in it stays. */
async function removeTaken(folder: string, files: readonly File[]): Promise<void> {
  for (const { path } of files) await rm(path, { force: true })
  const folders = new Set(files.flatMap(({ name }) => parentsOf(name)))
  for (const one of [...folders].toSorted((a, b) => b.length - a.length))
    await rmdir(join(folder, one)).catch(() => {})
}

const parentsOf = (name: string): readonly string[] =>
  name.split('/').map((_step, index, steps) => steps.slice(0, index).join('/'))

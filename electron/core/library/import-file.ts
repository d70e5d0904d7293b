/** Takes in a file that is on this machine already: told by its hash where we know it, else by its header. */
import { rm, stat } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import type { FileFacts } from '#core/downloads/inspect/facts'
import { safeFileName } from '#core/downloads/plan/paths'
import type { Transfers } from '#core/downloads/transfer/transfers'
import { say } from '#domain/sayings/saying'
import type { Metadata } from './entry.ts'
import { refused, place, takeIn, type ImportRequest } from './take-in.ts'
import { writeEntry } from './write-entry.ts'

/** What the catalog knows of a file with that hash. */
export interface KnownFile {
  readonly modelId: string
  readonly artifactId: string
  readonly revision: string | null
  readonly name: string
  readonly author: string | null
  readonly entryId: string
  readonly kind: 'llm' | 'image'
}

export interface ImportDeps {
  readonly transfers: Pick<Transfers, 'hash' | 'inspect'>
  readonly nowMs: () => number
  recognise(sha256: string): Promise<KnownFile | null>
}

/** The folder of the new model. */
export async function importFile(
  deps: ImportDeps,
  request: ImportRequest,
  signal: AbortSignal,
): Promise<string> {
  const inspection = await deps.transfers.inspect(request.path)
  if (inspection === null) throw refused(say('import-other-files'))
  if (!inspection.ok) throw refused(inspection.why)
  const { sha256 } = await deps.transfers.hash(request.path, signal)
  const known = await deps.recognise(sha256)
  const ending = extname(request.path).toLowerCase()
  const file = ending === '.gguf' ? 'model.gguf' : safeFileName(basename(request.path), ending)
  const stem = basename(file === 'model.gguf' ? request.path : file, extname(request.path))
  const entryId = known?.entryId ?? `local:${safeFileName(stem, '')}`
  const { size } = await stat(request.path)
  const folder = await takeIn(request.root, { entryId, sizeBytes: size }, async (target) => {
    const path = join(target, file)
    await place(request.path, path, request.way)
    const { facts } = inspection
    await writeEntry(target, entryFor({ known, entryId, path, stem, size, sha256, facts, now: deps.nowMs() }))
  })
  if (request.way === 'move') await rm(request.path, { force: true })
  return folder
}

interface Imported {
  readonly known: KnownFile | null
  readonly entryId: string
  readonly path: string
  readonly stem: string
  readonly size: number
  readonly sha256: string
  readonly facts: FileFacts
  readonly now: number
}

function entryFor({ known, entryId, path, stem, size, sha256, facts, now }: Imported): Metadata {
  const time = new Date(now).toISOString()
  const kind = known?.kind ?? (facts.format === 'gguf' ? 'llm' : 'image')
  const marketplace = known
    ? {
        modelId: known.modelId,
        artifactId: known.artifactId,
        revision: known.revision,
        files: [{ path: basename(path), sizeBytes: size, sha256 }],
      }
    : undefined
  const llm = {
    architecture: facts.architecture ?? 'unknown',
    modelFamily: facts.architecture ?? 'unknown',
    tokenizer: { bosToken: facts.bosToken, eosToken: facts.eosToken, chatTemplate: facts.chatTemplate },
    contextLength: facts.contextLength,
  }
  return {
    artifact: {
      id: entryId,
      name: known?.name ?? stem,
      author: known?.author ?? null,
      source: known ? (known.modelId.startsWith('civitai:') ? 'CivitAI' : 'HuggingFace') : 'Local',
      path,
      size,
      status: 'Available',
      addedAt: time,
      modelType: kind === 'llm' ? 'Llm' : 'Image',
      config: { ...(kind === 'llm' ? llm : {}), sha256, ...(marketplace ? { marketplace } : {}) },
    },
    added_at: time,
    last_accessed: null,
  }
}

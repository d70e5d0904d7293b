/** What the library tests share: entries on disk, and a library over folders. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Transfers } from '#core/downloads/transfer/transfers'
import { createLibrary, type Library, type LibraryDeps } from '#core/library/library'
import { silentLog } from '#core/log'
import { sha256 } from '../../hub/transfer/content.ts'
import { modelOf } from '../downloads/setting.ts'

export const put = (path: string, content: string | Buffer): string => {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content)
  return path
}

export const metadata = (id: string, path: string, config: unknown = {}, change: object = {}): string =>
  JSON.stringify({
    artifact: {
      id,
      name: id,
      source: 'HuggingFace',
      path,
      size: 10,
      status: 'Available',
      modelType: 'Llm',
      config,
      ...change,
    },
    added_at: '2025-11-15T10:00:00.123456789Z',
    last_accessed: '2025-11-16T10:00:00Z',
  })

/** As we would have installed it. */
export function installIn(root: string, id: string, contents: Readonly<Record<string, Buffer>>): string {
  const folder = join(root, id.replace('/', '-'))
  for (const [name, bytes] of Object.entries(contents)) put(join(folder, name), bytes)
  const files = Object.entries(contents).map(([path, bytes]) => ({
    path,
    sizeBytes: bytes.length,
    sha256: sha256(bytes),
  }))
  const marketplace = { modelId: `huggingface:${id}`, artifactId: 'safetensors', revision: 'r1', files }
  put(join(folder, 'metadata.json'), metadata(id, folder, { license: 'mit', marketplace }))
  return folder
}

export const openLibrary = (
  roots: readonly string[],
  transfers: Transfers,
  change: Partial<LibraryDeps> = {},
): Library =>
  createLibrary({
    roots: () => roots,
    transfers,
    trash: null,
    reveal: async () => false,
    log: silentLog,
    nowMs: Date.now,
    emit() {},
    workersFor: async () => [],
    freshModel: async () => modelOf(),
    recognise: async () => null,
    ...change,
  })

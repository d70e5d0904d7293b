import type { ArtifactFile } from '../model.ts'
import { field, listOf, numberOf, recordOf, sha256Of, textOf } from './read.ts'

/** A path that could leave the folder it is written to names nothing we want. */
const unsafePath = /(^|\/)\.{0,2}(\/|$)|\\|\p{Cc}/u

/**
 * The files of a repository: `siblings` of a model's record, or the entries of a tree.
 * `null` when the hub has not listed them, which is not the same as an empty repository.
 */
export function repositoryFiles(siblings: unknown): readonly ArtifactFile[] | null {
  if (!Array.isArray(siblings)) return null
  return listOf(siblings).flatMap((entry) => {
    const record = recordOf(entry)
    if (field(record, 'type') === 'directory') return []
    const path = textOf(field(record, 'rfilename')) ?? textOf(field(record, 'path'))
    if (path === null || unsafePath.test(path)) return []
    const lfs = recordOf(field(record, 'lfs'))
    return {
      path,
      sizeBytes: numberOf(field(record, 'size')) ?? numberOf(field(lfs, 'size')),
      sha256: sha256Of(field(lfs, 'sha256')) ?? sha256Of(field(lfs, 'oid')),
      hubId: null,
    }
  })
}

export const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1)
export const isTopLevel = (path: string): boolean => !path.includes('/')

export interface ShardedName {
  /** The path without `-00001-of-00003` and without its ending. */
  readonly stem: string
  readonly shard: number
  readonly of: number
}

/** Takes `dir/name-00001-of-00003.gguf` apart; a file that is whole is shard 1 of 1. */
export function shardedName(path: string, ending: string): ShardedName {
  const bare = path.slice(0, -ending.length)
  const match = /^(.*)-(\d{5})-of-(\d{5})$/.exec(bare)
  if (match === null) return { stem: bare, shard: 1, of: 1 }
  return { stem: match[1] ?? bare, shard: Number(match[2]), of: Number(match[3]) }
}

export interface FileGroup {
  readonly stem: string
  readonly sharded: boolean
  readonly files: readonly ArtifactFile[]
}

/** Joins the shards that belong together. A group with a shard missing is left out: it could never be loaded. */
export function groupShards(files: readonly ArtifactFile[], ending: string): readonly FileGroup[] {
  const groups = new Map<string, { stem: string; of: number; files: Map<number, ArtifactFile> }>()
  for (const file of files) {
    const { stem, shard, of } = shardedName(file.path, ending)
    const key = `${stem}\n${of}`
    const group = groups.get(key) ?? { stem, of, files: new Map() }
    group.files.set(shard, file)
    groups.set(key, group)
  }
  return [...groups.values()].flatMap(({ stem, of, files: shards }) => {
    const complete = Array.from({ length: Math.min(of, shards.size + 1) }, (_, index) =>
      shards.get(index + 1),
    )
    const present = complete.filter((file) => file !== undefined)
    return present.length === of ? { stem, sharded: of > 1, files: present } : []
  })
}

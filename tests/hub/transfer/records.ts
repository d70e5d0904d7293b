/** A repository whose files are really there: what its record says of them is true. */
import { completeRecord, type HuggingFaceRecord } from '../huggingface/records.ts'
import { gitSha1, sha256 } from './content.ts'
import type { FileStore } from './files.ts'

export function offerRepository(
  store: FileStore,
  loose: Parameters<typeof completeRecord>[0],
  contents: Readonly<Record<string, Buffer>>,
): HuggingFaceRecord {
  const siblings = Object.entries(contents).map(([rfilename, bytes]) => {
    store.files.set(`${loose.id}/${rfilename}`, bytes)
    const large = bytes.length >= store.largeBytes
    const lfs = { sha256: sha256(bytes), size: bytes.length, pointerSize: 134 }
    return { rfilename, size: bytes.length, blobId: gitSha1(bytes), ...(large ? { lfs } : {}) }
  })
  // What a record lacks is made up elsewhere; of files there are these and no others.
  return { ...completeRecord(loose), siblings }
}

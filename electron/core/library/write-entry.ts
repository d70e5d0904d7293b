/** `metadata.json`, whole or not at all. */
import { open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { syncFolder } from '#core/downloads/transfer/partial-file'
import { Metadata, type ModelEntry } from './entry.ts'

export const METADATA = 'metadata.json'

/** Written to a temporary name, synced, renamed, and the folder synced: only then is a model installed. */
export async function writeEntry(folder: string, metadata: Metadata): Promise<void> {
  const temporary = join(folder, `${METADATA}.tmp`)
  try {
    const file = await open(temporary, 'w', 0o644)
    try {
      await file.writeFile(`${JSON.stringify(metadata, null, 2)}\n`)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, join(folder, METADATA))
    await syncFolder(folder)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}

/** The same entry with something changed. */
export async function changeEntry(folder: string, change: (entry: ModelEntry) => ModelEntry): Promise<void> {
  const text = await readFile(join(folder, METADATA), 'utf8')
  const metadata = Metadata.parse(JSON.parse(text.replace(/^\uFEFF/, '')))
  await writeEntry(folder, { ...metadata, artifact: change(metadata.artifact) })
}

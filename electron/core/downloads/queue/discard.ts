/** Throws away what a cancelled download has left, and nothing else. */
import { readdir, rm, rmdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { METADATA } from '#core/library/write-entry'
import { tryLock } from '../install/lock.ts'
import type { DownloadPlan } from '../plan/plan.ts'
import { partialOf, removeJournal } from '../transfer/journal.ts'

export async function discard(plan: DownloadPlan): Promise<void> {
  const lock = tryLock(dirname(plan.folder), basename(plan.folder))
  // Another process is at work on the same model: what lies there is its business.
  if (lock === null) return
  try {
    await removeParts(plan)
  } finally {
    lock.release()
  }
}

async function removeParts({ folder, files }: DownloadPlan): Promise<void> {
  const names: readonly string[] = await readdir(folder).catch(() => [])
  // An installed model stays: only an unfinished renewal of it is thrown away.
  const installed = names.includes(METADATA)
  for (const { path } of files) {
    const file = join(folder, ...path.split('/'))
    await rm(partialOf(file), { force: true })
    await removeJournal(file)
    if (!installed) await rm(file, { force: true })
  }
  const folders = new Set(files.map(({ path }) => dirname(join(folder, ...path.split('/')))))
  // Deepest first; a folder with something else in it stays.
  for (const one of [...folders, folder].toSorted((a, b) => b.length - a.length))
    await rmdir(one).catch(() => {})
}

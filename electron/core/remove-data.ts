/** All that the app itself keeps on disk. Models and workers lie elsewhere; what others put into its folder is not ours. */
import { readdirSync, rmdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const OWN = [
  'cache',
  'catalog',
  'civitai.token',
  'downloads', // the list of them; what has come of each lies with the models
  'hardware.json',
  'huggingface.token',
  'instance.lock',
  'logs',
  'settings.json',
  'updates.json',
  'window.json',
  'worker-folders.json',
]

/** With what was set aside because it was damaged. */
const isOwn = (name: string): boolean => OWN.some((own) => name === own || name.startsWith(`${own}.`))

/** What cannot be removed now does not keep the rest. */
export function removeOwnData(dir: string): void {
  for (const name of readdirSync(dir).filter(isOwn))
    attempt(() => rmSync(join(dir, name), { recursive: true, force: true, maxRetries: 3 }))
  attempt(() => rmdirSync(dir)) // where nothing else lies in it
}

function attempt(work: () => void): void {
  try {
    work()
  } catch {
    // It is in use, or somebody else's.
  }
}

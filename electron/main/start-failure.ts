/** Why the app cannot start, in the user's language, before there is a core to ask for the settings. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Failure } from '#contract/failure'
import { StoredSettings } from '#contract/settings'
import { failureText } from '#core/failure-text'
import { wordsFor } from './words.ts'

export interface StartFailure {
  readonly title: string
  readonly text: string
}

export function startFailure(
  failure: Failure,
  { dataDir, preferred }: { readonly dataDir: string; readonly preferred: readonly string[] },
): StartFailure {
  const { start: say } = wordsFor(chosenLanguage(dataDir), preferred)
  switch (failure.code) {
    case 'not-writable':
      return { title: say.title, text: say.notWritable(failure.path) }
    case 'already-running':
      return { title: say.title, text: say.alreadyRunning(failure.dataDir) }
    default:
      return { title: say.title, text: failureText(failure) }
  }
}

/** Read only: the folder may belong to another app that runs, or be the very thing that is broken. */
function chosenLanguage(dataDir: string) {
  try {
    const stored: unknown = JSON.parse(readFileSync(join(dataDir, 'settings.json'), 'utf8'))
    return StoredSettings.parse(stored).appearance?.language ?? 'system'
  } catch {
    return 'system'
  }
}

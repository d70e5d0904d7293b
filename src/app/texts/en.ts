import { backend, crash, frame, shell, source, ui, verdict } from './en/common.ts'
import { empty } from './en/empty.ts'
import { failures } from './en/failures.ts'
import { settings } from './en/settings.ts'

export const en = { backend, crash, empty, failures, frame, settings, shell, source, ui, verdict }

/** What every language must say: a missing text does not compile. */
export type Texts = typeof en

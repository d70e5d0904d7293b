import type { Texts } from './en.ts'
import { backend, crash, frame, shell, source, ui, verdict } from './nl/common.ts'
import { empty } from './nl/empty.ts'
import { failures } from './nl/failures.ts'
import { settings } from './nl/settings.ts'

export const nl: Texts = { backend, crash, empty, failures, frame, settings, shell, source, ui, verdict }

import type { Texts } from './en.ts'
import { backend, crash, frame, shell, source, ui, verdict } from './nl/common.ts'
import { empty } from './nl/empty.ts'
import { failures } from './nl/failures.ts'

export const nl: Texts = { backend, crash, empty, failures, frame, shell, source, ui, verdict }

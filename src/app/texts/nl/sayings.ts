import type { Texts } from '../en.ts'
import { downloads } from './sayings/downloads.ts'
import { hardware } from './sayings/hardware.ts'
import { rules } from './sayings/rules.ts'
import { search } from './sayings/search.ts'
import { workers } from './sayings/workers.ts'

export const sayings: Texts['sayings'] = { ...rules, ...workers, ...hardware, ...downloads, ...search }

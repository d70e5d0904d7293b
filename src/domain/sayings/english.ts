/** Every sentence about models, workers, hardware and downloads, in English. The table's shape is what others must fill. */
import { downloads } from './english/downloads.ts'
import { hardware } from './english/hardware.ts'
import { rules } from './english/rules.ts'
import { search } from './english/search.ts'
import { workers } from './english/workers.ts'

export const english = { ...rules, ...workers, ...hardware, ...downloads, ...search }

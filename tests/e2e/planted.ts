/** A catalog with the bundled snapshot in it, as the app leaves it after its very first start. */
import { cpSync } from 'node:fs'
import { join } from 'node:path'

/** Where the run's setup has put it. */
export const PLANTED = 'RBEE_TESTS_PLANTED'

export function plantCatalog(dataDir: string): void {
  const from = process.env[PLANTED]
  if (from !== undefined) cpSync(from, join(dataDir, 'catalog'), { recursive: true })
}

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

/** What of the built page has been loaded by now, as it travels zipped. */
export function zippedKb(folder: string, addresses: readonly string[]): number {
  const files = ['/index.html', ...new Set(addresses.map((address) => new URL(address).pathname))]
  const size = (file: string): number => gzipSync(readFileSync(join(folder, file)), { level: 9 }).length
  return files.reduce((sum, file) => sum + size(file), 0) / 1000
}

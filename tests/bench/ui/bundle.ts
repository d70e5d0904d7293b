import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

const zippedKb = (file: string): number => gzipSync(readFileSync(file), { level: 9 }).length / 1000

/** What the page loads before any of it decides anything: scripts, their imports, styles, and the page itself. */
export function initialBundle(folder: string): { readonly kb: number; readonly files: number } {
  const page = join(folder, 'index.html')
  const addresses = Array.from(
    readFileSync(page, 'utf8').matchAll(/<(?:script|link)[^>]+(?:src|href)="([^"]+\.(?:js|css))"/g),
    ([, address]) => join(folder, address ?? ''),
  )
  const kb = [page, ...addresses].reduce((sum, file) => sum + zippedKb(file), 0)
  return { kb, files: addresses.length + 1 }
}

export const zipped = (folder: string, addresses: readonly string[]): number =>
  addresses.reduce((sum, address) => sum + zippedKb(join(folder, new URL(address).pathname)), 0)

/** Worker threads by name: the source file when run from source, the bundle beside us when built. */
const threads = {
  catalog: './catalog/thread.ts',
  transfer: './downloads/transfer/thread.ts',
  hash: './downloads/transfer/hash-thread.ts',
  'system-information': './hardware/probe/system-information-thread.ts',
} satisfies Record<string, string>

export type ThreadName = keyof typeof threads

export function threadUrl(name: ThreadName): URL {
  const fromSource = import.meta.url.endsWith('.ts')
  return new URL(fromSource ? threads[name] : `./${name}.js`, import.meta.url)
}

import type { Inspection } from './facts.ts'
import { inspectGguf } from './gguf.ts'
import { inspectSafetensors } from './safetensors.ts'

/** What the file says of itself, or null for a kind that says nothing. */
export async function inspectFile(path: string): Promise<Inspection | null> {
  if (/\.gguf$/i.test(path)) return inspectGguf(path)
  if (/\.safetensors$/i.test(path)) return inspectSafetensors(path)
  return null
}

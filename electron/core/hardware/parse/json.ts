/** Reading JSON that others wrote: nothing in it is taken for granted. */
export type JsonRecord = { readonly [key: string]: unknown }

export const isRecord = (value: unknown): value is JsonRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Some tools say a word to people before their JSON, so it starts at the first bracket that can open it. `undefined`: no JSON in it. */
export function parseJson(text: string): unknown {
  const start = text.search(/\{\s*["}]|\[\s*[{\]]/)
  if (start < 0) return undefined
  try {
    return JSON.parse(text.slice(start))
  } catch {
    return undefined
  }
}

/** One record or a list of them: PowerShell and the vendors' tools answer either. */
export const records = (value: unknown): JsonRecord[] =>
  (Array.isArray(value) ? value : [value]).filter(isRecord)

/** The text at a path of keys; what stands for "nothing" in tools' outputs is nothing. */
export function textAt(value: unknown, ...path: readonly string[]): string | null {
  const found = at(value, path)
  return typeof found === 'string' ? said(found) : typeof found === 'number' ? String(found) : null
}

export function numberAt(value: unknown, ...path: readonly string[]): number | null {
  const found = at(value, path)
  if (typeof found === 'string') return number(found)
  return typeof found === 'number' && Number.isFinite(found) ? found : null
}

const at = (value: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((inner, key) => (isRecord(inner) ? inner[key] : undefined), value)

const NOTHING = /^(\[?(n\/?a|not (supported|available|found)|unknown error|none|null)\]?|undefined|)$/i

export function said(text: string | undefined): string | null {
  const trimmed = text?.trim() ?? ''
  return NOTHING.test(trimmed) ? null : trimmed
}

/** A plain decimal, alone or before its unit; anything else is unknown. */
export function number(text: string | undefined): number | null {
  const found = /^\s*(\d+(?:\.\d+)?)\s*(?:[A-Za-z%]+)?\s*$/.exec(text ?? '')?.[1]
  return found === undefined ? null : Number(found)
}

/** Lines of a tool's answer; beyond this many it is none. */
export const linesOf = (text: string): string[] => text.split(/\r?\n/, MOST_LINES)
const MOST_LINES = 20_000

export const MIB = 1024 * 1024

/** Bytes to whole MiB. 0 bytes of memory is a tool that did not know. */
export const toMiB = (bytes: number | null): number | null =>
  bytes === null || bytes <= 0 ? null : Math.floor(bytes / MIB)

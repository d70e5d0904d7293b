/** Structured clone, as text: what cannot be cloned throws just as Electron's IPC does. Also runs inside pages. */
export function pack(value: unknown): string {
  const tag = (v: unknown): unknown => {
    if (v === undefined) return { $: 'undefined' }
    if (typeof v === 'bigint') return { $: 'bigint', v: String(v) }
    if (typeof v === 'number' && !Number.isFinite(v)) return { $: 'number', v: String(v) }
    if (v === null || typeof v !== 'object') return v
    if (v instanceof Date) return { $: 'date', v: v.getTime() }
    if (v instanceof Error) return { $: 'error', v: v.message }
    if (ArrayBuffer.isView(v))
      return { $: 'bytes', v: [...new Uint8Array(v.buffer, v.byteOffset, v.byteLength)] }
    if (Array.isArray(v)) return v.map(tag)
    const entries = Object.entries(v).map(([key, x]) => [key, tag(x)])
    return '$' in v ? { $: 'object', v: entries } : Object.fromEntries(entries)
  }
  return JSON.stringify(tag(structuredClone(value)))
}

export function unpack(text: string): unknown {
  const untag = (v: unknown): unknown => {
    if (v === null || typeof v !== 'object') return v
    if (Array.isArray(v)) return v.map(untag)
    const tagged = v as { $?: string; v: never }
    switch (tagged.$) {
      case undefined:
        return Object.fromEntries(Object.entries(v).map(([key, x]) => [key, untag(x)]))
      case 'undefined':
        return undefined
      case 'bigint':
        return BigInt(tagged.v)
      case 'number':
        return Number(tagged.v)
      case 'date':
        return new Date(tagged.v)
      case 'error':
        return new Error(tagged.v)
      case 'bytes':
        return new Uint8Array(tagged.v)
      default:
        return Object.fromEntries((tagged.v as [string, unknown][]).map(([key, x]) => [key, untag(x)]))
    }
  }
  return untag(JSON.parse(text))
}

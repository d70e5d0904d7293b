const bytesPerMegabyte = 1_000_000
const leastBytes = 1024

/** Typed in MB, with a point or a comma; `undefined` while it is no speed. */
export function readSpeed(text: string): number | undefined {
  const bytes = Math.round(Number(text.replace(',', '.') || NaN) * bytesPerMegabyte)
  return Number.isSafeInteger(bytes) && bytes >= leastBytes ? bytes : undefined
}

export const writeSpeed = (bytesPerSecond: number): string => String(bytesPerSecond / bytesPerMegabyte)

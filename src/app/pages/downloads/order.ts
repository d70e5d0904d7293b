/** Before which one it stands after a step up or down; null: at the end. */
export const beforeStep = (ids: readonly string[], index: number, step: -1 | 1): string | null =>
  ids[step === -1 ? index - 1 : index + 2] ?? null

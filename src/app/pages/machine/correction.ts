import { Correction } from '#contract/hardware'

export type FigureName = Correction['figure']
export const isMemory = (figure: FigureName): boolean => figure.endsWith('MiB')

/** What was typed as a correction, or `null` while it is not one. Memory is typed in GB, with a point or a comma. */
export function asCorrection(gpuId: string | null, figure: FigureName, text: string): Correction | null {
  const value = isMemory(figure) ? Math.round(Number(text.trim().replace(',', '.') || NaN) * 1024) : text
  const parsed = Correction.safeParse({ gpuId, figure, value })
  return parsed.success ? parsed.data : null
}

import type { LayerGroup } from './shape.ts'

export interface Layer {
  readonly valuesPerToken: number
  readonly window: number | null
}

/** Layers that are alike, counted together; those that keep nothing are left out. */
export function groupLayers(layers: readonly Layer[]): readonly LayerGroup[] {
  const groups = new Map<string, { layers: number; valuesPerToken: number; window: number | null }>()
  for (const { valuesPerToken, window } of layers) {
    if (valuesPerToken === 0) continue
    const key = `${valuesPerToken}/${window}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { layers: 1, valuesPerToken, window })
    else group.layers += 1
  }
  return [...groups.values()]
}

/** Which layers slide, where a pattern says that every `period`-th layer sees everything. */
export const slidesInPattern = (index: number, period: number): boolean => (index + 1) % period !== 0

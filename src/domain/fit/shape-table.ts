/** Shapes that are known without asking a hub: resources/shapes.json, by repository, from public config.json files of 2023 to 2026. */
import type { BaseModel, Model } from '../model.ts'
import { count, countOrNone, isFields } from './numbers.ts'
import type { ModelShape } from './shape.ts'

export interface ShapeTable {
  readonly size: number
  /** What its files told, else the row of its own, else that of what it is a quantisation or a finetune of: those keep the shape. */
  shapeOf(model: Pick<Model, 'sourceId' | 'baseModels' | 'shape'>): ModelShape | null
}

const keepsShape = ({ relation }: BaseModel): boolean => relation === 'quantized' || relation === 'finetune'

/** Rows: layers, values per token, context (0: unknown), and for sliding windows their length and the layers without one. */
export function createShapeTable(json: unknown): ShapeTable {
  const rows = isFields(json) ? Object.entries(json) : []
  const shapes = new Map<string, ModelShape>()
  for (const [id, row] of rows) {
    const shape = shapeFromRow(row)
    if (shape !== null) shapes.set(id, shape)
  }
  return {
    size: shapes.size,
    shapeOf({ sourceId, baseModels, shape }) {
      const own = shape ?? shapes.get(sourceId)
      if (own !== undefined) return own
      const [base, another] = baseModels.filter(keepsShape)
      return base === undefined || another !== undefined ? null : (shapes.get(base.id) ?? null)
    },
  }
}

function shapeFromRow(row: unknown): ModelShape | null {
  if (!Array.isArray(row)) return null
  const [layers, valuesPerToken, context, window, fullLayers] = row.map(countOrNone)
  if (!layers || !valuesPerToken || context == null) return null
  const contextLength = count(context)
  if (!window)
    return { layers, groups: [{ layers, valuesPerToken, window: null }], fixedValues: 0, contextLength }
  if (fullLayers == null || fullLayers > layers) return null
  const groups = [
    { layers: layers - fullLayers, valuesPerToken, window },
    { layers: fullLayers, valuesPerToken, window: null },
  ].filter((group) => group.layers > 0)
  return { layers, groups, fixedValues: 0, contextLength }
}

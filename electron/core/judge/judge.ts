/** What a page needs to judge a model itself: this machine, or one that people only wonder about, and known shapes. */
import { WhatIf } from '#contract/catalog'
import { JudgeMachine, type Explanation, type judgeCalls } from '#contract/judge'
import { checkArtifactCompatibility, checkModelCompatibility } from '#domain/compatibility'
import type { CompatibilityResult } from '#domain/finding'
import { createShapeTable, type ShapeTable } from '#domain/fit/shape-table'
import shapes from '../../../resources/shapes.json' with { type: 'json' }
import type { CatalogStore } from '../catalog/catalog-api.ts'
import { imagine } from '../catalog/views.ts'
import type { HandlersFor } from '../handlers.ts'
import type { HardwareService } from '../hardware/hardware.ts'
import { loadFamilies, type Family } from '../workers/families.ts'
import type { WorkersService } from '../workers/workers.ts'

export interface JudgeOptions {
  readonly hardware: Pick<HardwareService, 'state'>
  readonly workers: Pick<WorkersService, 'state'>
  readonly catalog: Pick<CatalogStore, 'getModels'>
  readonly families?: readonly Family[]
  readonly shapeTable?: ShapeTable
}

const noWish = WhatIf.parse({})

export function createJudge({ hardware, workers, catalog, ...rest }: JudgeOptions) {
  const families = rest.families ?? loadFamilies()
  const shapeTable = rest.shapeTable ?? createShapeTable(shapes)

  function machineFor(whatIf: WhatIf | null) {
    const installed = workers.state().workers.flatMap((worker) => {
      const spec = families.find(({ id }) => id === worker.family)
      return spec === undefined || worker.problem !== null ? [] : [{ ...worker, spec }]
    })
    return imagine({ workers: installed, hardware: hardware.state().hardware }, whatIf ?? noWish, families)
  }

  const handlers: HandlersFor<typeof judgeCalls> = {
    'judge.machine': async ({ whatIf }) => JudgeMachine.parse(machineFor(whatIf)),
    'judge.shape': async (model) => {
      const shape = shapeTable.shapeOf(model)
      return shape && { ...shape, groups: [...shape.groups] }
    },
    'judge.explain': async ({ modelId, artifactId, workerId, whatIf }) => {
      const [model] = await catalog.getModels([modelId])
      if (model === undefined) return null
      const all = machineFor(whatIf).workers
      const artifact = model.artifacts.find(({ id }) => id === artifactId)
      const worker = all.find(({ id }) => id === workerId)
      return artifact === undefined || worker === undefined
        ? explanation(checkModelCompatibility(model, all))
        : explanation(checkArtifactCompatibility(model, artifact, worker))
    },
  }
  return { handlers }
}

const explanation = (result: CompatibilityResult): Explanation => ({
  compatible: result.compatible,
  confidence: result.confidence,
  reasons: [...result.reasons],
  warnings: [...result.warnings],
  recommendations: [...result.recommendations],
  codes: [...result.codes],
})

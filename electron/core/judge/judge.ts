/** What a page needs to judge a model itself: this machine, or one that people only wonder about, and known shapes. */
import { WhatIf } from '#contract/catalog'
import { JudgeMachine, type Explanation, type judgeCalls } from '#contract/judge'
import { checkArtifactCompatibility, checkModelCompatibility } from '#domain/compatibility'
import type { CompatibilityResult } from '#domain/finding'
import { usualFitSettings } from '#domain/fit/fit-model'
import { createShapeTable, type ShapeTable } from '#domain/fit/shape-table'
import { whatIfWorker } from '#domain/what-if'
import shapes from '../../../resources/shapes.json' with { type: 'json' }
import type { CatalogStore } from '../catalog/catalog-api.ts'
import { imagine } from '../catalog/views.ts'
import type { HandlersFor } from '../handlers.ts'
import type { HardwareService } from '../hardware/hardware.ts'
import { loadFamilies, type Family } from '../workers/families.ts'
import type { WorkersService } from '../workers/workers.ts'
import { matrixRows } from './matrix.ts'

export interface JudgeOptions {
  readonly hardware: Pick<HardwareService, 'state'>
  readonly workers: Pick<WorkersService, 'state'>
  readonly catalog: Pick<CatalogStore, 'getModels'>
  readonly families?: readonly Family[]
  readonly shapeTable?: ShapeTable
}

const noWish = WhatIf.parse({})

type MachineFor = (whatIf: WhatIf | null) => ReturnType<typeof imagine>

export function createJudge({ hardware, workers, catalog, ...rest }: JudgeOptions) {
  const families = rest.families ?? loadFamilies()
  const shapeTable = rest.shapeTable ?? createShapeTable(shapes)

  const machineFor: MachineFor = (whatIf) => {
    const installed = workers.state().workers.flatMap((worker) => {
      const spec = families.find(({ id }) => id === worker.family)
      return spec === undefined || worker.problem !== null ? [] : [{ ...worker, spec }]
    })
    return imagine({ workers: installed, hardware: hardware.state().hardware }, whatIf ?? noWish, families)
  }

  const handlers: HandlersFor<typeof judgeCalls> = {
    'judge.matrix': matrixHandler({ machineFor, families, shapeTable, catalog }),
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

interface MatrixDeps {
  readonly machineFor: MachineFor
  readonly families: readonly Family[]
  readonly shapeTable: ShapeTable
  readonly catalog: JudgeOptions['catalog']
}

function matrixHandler(deps: MatrixDeps): HandlersFor<typeof judgeCalls>['judge.matrix'] {
  return async ({ modelIds, workerIds, whatIf }, { signal }) => {
    const { workers, hardware } = deps.machineFor(whatIf)
    const models = await deps.catalog.getModels(modelIds)
    const rows = await matrixRows(
      {
        models,
        workers: workerIds.map(
          (id) => workers.find((one) => one.id === id) ?? whatIfWorker(id, deps.families),
        ),
        hardware,
        shapeOf: deps.shapeTable.shapeOf,
        settings: usualFitSettings,
      },
      signal,
    )
    return modelIds.map((id) => rows[models.findIndex((model) => model.id === id)] ?? [])
  }
}

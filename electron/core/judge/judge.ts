/** What a page needs to judge a model itself: this machine, or one that people only wonder about, and known shapes. */
import { WhatIf } from '#contract/catalog'
import { ModelShapeSchema } from '#contract/model'
import { JudgeMachine, type Explanation, type judgeCalls } from '#contract/judge'
import { checkArtifactCompatibility, checkModelCompatibility } from '#domain/compatibility'
import type { CompatibilityResult } from '#domain/finding'
import { fitSettingsOf } from '#domain/fit/fit-model'
import { fitOn } from '#domain/fit/fit-of'
import type { ModelShape } from '#domain/fit/shape'
import { createShapeTable, type ShapeTable } from '#domain/fit/shape-table'
import type { Artifact, Model } from '#domain/model'
import { whatIfWorker } from '#domain/what-if'
import shapes from '../../../resources/shapes.json' with { type: 'json' }
import type { CatalogStore } from '../catalog/catalog-api.ts'
import { imagine } from '../catalog/views.ts'
import type { HandlersFor } from '../handlers.ts'
import type { HardwareService } from '../hardware/hardware.ts'
import { loadFamilies, type Family } from '../workers/families.ts'
import { installableWorkers, usableWorkers } from '../workers/installable.ts'
import type { WorkersService } from '../workers/workers.ts'
import { matrixRows } from './matrix.ts'

export interface JudgeOptions {
  readonly hardware: Pick<HardwareService, 'state'>
  readonly workers: Pick<WorkersService, 'state'>
  readonly catalog: Pick<CatalogStore, 'getModels' | 'update'>
  /** The hub's word on how a model is built, from the header of that GGUF file. */
  readonly ggufShape: (model: Model, artifact: Artifact, signal: AbortSignal) => Promise<ModelShape | null>
  readonly families?: readonly Family[]
  readonly shapeTable?: ShapeTable
}

const noWish = WhatIf.parse({})

type MachineFor = (whatIf: WhatIf | null) => ReturnType<typeof imagine>

export function createJudge({ hardware, workers, catalog, ggufShape, ...rest }: JudgeOptions) {
  const families = rest.families ?? loadFamilies()
  const shapeTable = rest.shapeTable ?? createShapeTable(shapes)

  const machineFor: MachineFor = (whatIf) => {
    const installed = usableWorkers(workers.state(), families)
    return imagine({ workers: installed, hardware: hardware.state().hardware }, whatIf ?? noWish, families)
  }
  const installable = () => installableWorkers(workers.state(), families)

  const handlers: HandlersFor<typeof judgeCalls> = {
    'judge.matrix': matrixHandler({ machineFor, families, shapeTable, catalog }),
    'judge.machine': async ({ whatIf }) =>
      JudgeMachine.parse({ ...machineFor(whatIf), installable: installable() }),
    'judge.shape': shapeHandler({ catalog, shapeTable, ggufShape }),
    'judge.explain': async ({ modelId, artifactId, workerId, whatIf }) => {
      const [model] = await catalog.getModels([modelId])
      if (model === undefined) return null
      const { workers: all, hardware: imagined } = machineFor(whatIf)
      const artifact = model.artifacts.find(({ id }) => id === artifactId)
      const worker = all.find(({ id }) => id === workerId)
      return artifact === undefined || worker === undefined
        ? explanation(
            checkModelCompatibility(model, all, {
              installable: installable(),
              fitOf: fitOn(imagined, shapeTable.shapeOf),
            }),
          )
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
  said: {
    reasons: [...result.said.reasons],
    warnings: [...result.said.warnings],
    recommendations: [...result.said.recommendations],
  },
})

/** Headers are read once: what they tell is kept with the model, and its card is judged anew. */
function shapeHandler({
  catalog,
  shapeTable,
  ggufShape,
}: Pick<JudgeOptions, 'catalog' | 'ggufShape'> & {
  readonly shapeTable: ShapeTable
}): HandlersFor<typeof judgeCalls>['judge.shape'] {
  return async ({ modelId, artifactId }, { signal }) => {
    const [model] = await catalog.getModels([modelId])
    if (model === undefined) return null
    const known = shapeTable.shapeOf(model)
    if (known !== null) return ModelShapeSchema.parse(known)
    const artifact = model.artifacts.find(({ id }) => id === artifactId)
    const shape = artifact?.format === 'gguf' ? await ggufShape(model, artifact, signal) : null
    if (shape === null) return null
    await catalog.update([modelId], (now) => ({
      feed: null,
      upsert: [{ ...(now.get(modelId) ?? model), shape }],
    }))
    return ModelShapeSchema.parse(shape)
  }
}

interface MatrixDeps {
  readonly machineFor: MachineFor
  readonly families: readonly Family[]
  readonly shapeTable: ShapeTable
  readonly catalog: JudgeOptions['catalog']
}

function matrixHandler(deps: MatrixDeps): HandlersFor<typeof judgeCalls>['judge.matrix'] {
  return async ({ modelIds, workerIds, whatIf, fit }, { signal }) => {
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
        settings: fitSettingsOf(fit.contextTokens, fit.imagePixels),
      },
      signal,
    )
    return modelIds.map((id) => rows[models.findIndex((model) => model.id === id)] ?? [])
  }
}

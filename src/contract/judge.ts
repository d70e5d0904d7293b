/** What a page needs to judge a model itself, with the domain's own functions: the workers with their rules, and the shape. */
import { z } from 'zod'
import type { ModelShape } from '#domain/fit/shape'
import { WhatIf } from './catalog.ts'
import { HardwareValue } from './hardware.ts'
import { WorkerFamilies } from './worker-family.ts'
import { InstalledWorkerSchema } from './workers.ts'

export const JudgeMachine = z.object({
  /** The installed workers, and those that the question imagines. */
  workers: z.array(InstalledWorkerSchema.extend({ spec: WorkerFamilies.shape.families.element })),
  hardware: HardwareValue,
})
export type JudgeMachine = z.infer<typeof JudgeMachine>

export const ModelShapeSchema = z.object({
  layers: z.number(),
  groups: z.array(
    z.object({ layers: z.number(), valuesPerToken: z.number(), window: z.number().nullable() }),
  ),
  fixedValues: z.number(),
  contextLength: z.number().nullable(),
}) satisfies z.ZodType<ModelShape>

export const judgeCalls = {
  'judge.machine': { input: z.object({ whatIf: WhatIf.nullable() }), output: JudgeMachine },
  /** How a language model is built, where that is known without asking a hub. */
  'judge.shape': {
    input: z.object({
      sourceId: z.string().max(300),
      baseModels: z.array(
        z.object({
          relation: z.enum(['quantized', 'finetune', 'adapter', 'merge']).nullable(),
          id: z.string().max(300),
        }),
      ),
    }),
    output: ModelShapeSchema.nullable(),
  },
} as const

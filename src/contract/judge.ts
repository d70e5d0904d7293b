/** What a page needs to judge a model itself, with the domain's own functions: the workers with their rules, and the shape. */
import { z } from 'zod'
import { findingCodes } from '#domain/finding'
import { Confidence, Fit, WhatIf } from './catalog.ts'
import { HardwareValue } from './hardware.ts'
import { ModelShapeSchema } from './model.ts'
import { Saying } from './saying.ts'
import { WorkerFamilies } from './worker-family.ts'
import { InstalledWorkerSchema } from './workers.ts'

const Worker = InstalledWorkerSchema.extend({ spec: WorkerFamilies.shape.families.element })

export const JudgeMachine = z.object({
  /** The installed workers, and those that the question imagines. */
  workers: z.array(Worker),
  /** Workers that this machine could have besides. */
  installable: z.array(Worker),
  hardware: HardwareValue,
})
export type JudgeMachine = z.infer<typeof JudgeMachine>

export const Explanation = z.object({
  compatible: z.boolean(),
  confidence: Confidence,
  reasons: z.array(z.string()),
  warnings: z.array(z.string()),
  recommendations: z.array(z.string()),
  codes: z.array(z.enum(findingCodes)),
  said: z.object({
    reasons: z.array(Saying),
    warnings: z.array(Saying),
    recommendations: z.array(Saying),
  }),
})
export type Explanation = z.infer<typeof Explanation>

/** What memory is worked out for. Without a picture's side: the size that each model was made for. */
export const FitWish = z.object({
  contextTokens: z.int().min(1).max(10_000_000),
  imagePixels: z.int().min(1).max(16_384).nullable(),
})

/** The best that one worker could do with one model. */
export const MatrixCell = z.object({
  confidence: Confidence,
  fit: Fit,
  artifactId: z.string().nullable(),
  reason: Saying.nullable(),
})
export type MatrixCell = z.infer<typeof MatrixCell>

export const judgeCalls = {
  /** The words behind a card's verdict; `null` where the model, the artifact or the worker has gone. */
  'judge.explain': {
    input: z.object({
      modelId: z.string().max(300),
      artifactId: z.string().max(500).nullable(),
      workerId: z.string().max(500).nullable(),
      whatIf: WhatIf.nullable(),
    }),
    output: Explanation.nullable(),
  },
  /** A row for each model, a cell for each worker, in the order asked; the row is empty where the model has gone. */
  'judge.matrix': {
    input: z.object({
      modelIds: z.array(z.string().max(300)).max(100),
      /** Installed, imagined or merely known. */
      workerIds: z.array(z.string().max(500)).max(32),
      whatIf: WhatIf.nullable(),
      fit: FitWish,
    }),
    output: z.array(z.array(MatrixCell)),
  },
  'judge.machine': { input: z.object({ whatIf: WhatIf.nullable() }), output: JudgeMachine },
  /** How a language model is built. Where only a GGUF file tells, that artifact's header is read, and kept. */
  'judge.shape': {
    input: z.object({ modelId: z.string().max(300), artifactId: z.string().max(500).nullable() }),
    output: ModelShapeSchema.nullable(),
  },
} as const

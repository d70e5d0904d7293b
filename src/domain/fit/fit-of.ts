/** How well artifacts fit a machine, as the judge wants to hear it when it chooses between equals. */
import type { JudgeOptions } from '../compatibility.ts'
import type { Hardware } from '../hardware.ts'
import type { Model } from '../model.ts'
import { type FitVerdict, likelyVerdict } from './fit.ts'
import { fitModel, placeOf, usualFitSettings, type FitSettings } from './fit-model.ts'
import type { Place } from './place.ts'
import type { ModelShape } from './shape.ts'

/** Better is more; what is not known stands before what is too large. */
const ranked: readonly FitVerdict[] = ['too-large', 'unknown', 'cpu', 'partial', 'gpu']

export function fitOn(
  hardware: Hardware,
  shapeOf: (model: Model) => ModelShape | null,
  settings: FitSettings = usualFitSettings,
): NonNullable<JudgeOptions['fitOf']> {
  const places = new Map<string, Place | null>()
  return (model, artifact, worker) => {
    const known = places.get(worker.id)
    const place = known === undefined ? placeOf(worker, hardware) : known
    places.set(worker.id, place)
    return ranked.indexOf(
      likelyVerdict(fitModel({ model, artifact, worker, shape: shapeOf(model), settings }, place)),
    )
  }
}

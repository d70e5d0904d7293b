import { type Fit, likelyVerdict } from '#domain/fit/fit'
import type { Model } from '#domain/model'
import { partClass } from '../../ui/FitBar.tsx'
import { cx } from '../../lib/cx.ts'
import { useFormat, useTexts } from '../../locale.tsx'
import { FitBar } from '../../ui/FitBar.tsx'
import { useFitWords } from '../discover/results/CardFit.tsx'
import { Block } from './Block.tsx'
import { ContextSlider } from './ContextSlider.tsx'
import type { Judgement } from './judgement.ts'

interface Props {
  readonly judgement: Judgement
  readonly shapeKnown: boolean
  readonly model: Model
  readonly context: number
  readonly onContext: (tokens: number) => void
}

/** How full the memory gets, and how that grows with the context. */
export function FitSection({ judgement, shapeKnown, model, context, onContext }: Props) {
  const { model: say } = useTexts()
  const placeWords = usePlaceWords()
  const { best } = judgement
  if (best === null || best.fit.parts.length === 0) return null
  const { fit } = best
  const isLanguage = fit.parts.some(({ name }) => name === 'context')
  return (
    <Block title={say.fit} lead={placeWords(fit)}>
      <FitPicture fit={fit} />
      {isLanguage && (
        <>
          <ContextSlider
            model={model}
            fit={fit}
            context={context}
            onContext={onContext}
            disabled={!shapeKnown}
          />
          {!shapeKnown && <p className="text-sm text-soft">{say.contextUnknown}</p>}
        </>
      )}
      <FitNotes fit={fit} />
    </Block>
  )
}

function usePlaceWords(): (fit: Fit) => string | undefined {
  const { model: say } = useTexts()
  return ({ place }) => (place === null ? undefined : say.fitAt(place.gpuName ?? say.mainMemory))
}

function FitPicture({ fit }: { readonly fit: Fit }) {
  const format = useFormat()
  const say = useFitWords()
  const capacityBytes = fit.place?.capacityBytes ?? null
  if (capacityBytes === null) return null
  const memory = { parts: [...fit.parts], capacityBytes }
  return (
    <>
      <div className="flex justify-between text-sm">
        <span className="text-soft">{say.fit(likelyVerdict(fit))}</span>
        <span className="font-medium">{say.need(memory)}</span>
      </div>
      <FitBar
        tall
        parts={fit.parts}
        capacityBytes={capacityBytes}
        freeBytes={fit.place?.freeBytes ?? null}
        say={say.all(likelyVerdict(fit), memory)}
      />
      <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-soft">
        {fit.parts.map(({ name, bytes }) => (
          <li key={name} className="flex items-center gap-1.5">
            <span aria-hidden className={cx('size-2.5 rounded-[3px]', partClass(name))} />
            {say.part(name)} {bytes === null ? '?' : format.memoryBytes(bytes)}
          </li>
        ))}
      </ul>
    </>
  )
}

function FitNotes({ fit }: { readonly fit: Fit }) {
  const { model: say } = useTexts()
  const format = useFormat()
  const { place, layers, layersThatFit, verdict, estimated, fitsNow } = fit
  const notes = [
    place?.freeBytes != null &&
      say.freeNow(format.memoryBytes(Math.min(place.freeBytes, place.capacityBytes ?? place.freeBytes))),
    fitsNow === false && (verdict === 'gpu' || verdict === 'cpu') && say.noFreeNow,
    verdict === 'partial' &&
      layers !== null &&
      layersThatFit !== null &&
      say.layersFit(format.number(layersThatFit), format.number(layers)),
    estimated && say.estimated,
  ].filter((note) => note !== false)
  return notes.length === 0 ? null : <p className="text-sm text-soft">{notes.join(' ')}</p>
}

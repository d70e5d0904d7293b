import type { Fit } from '#domain/fit/fit'
import type { Model } from '#domain/model'
import { useFormat, useTexts } from '../../locale.tsx'
import { Slider } from '../../ui/Slider.tsx'

interface Props {
  readonly model: Model
  readonly fit: Fit
  readonly context: number
  readonly onContext: (tokens: number) => void
  readonly disabled: boolean
}

const least = 512
const mostUnknown = 131_072

/** Doubles with every step: a context of 64K is as far from 32K as 2K from 1K. */
export function ContextSlider({ model, fit, context, onContext, disabled }: Props) {
  const { model: say } = useTexts()
  const format = useFormat()
  const most = Math.max(least * 2, model.contextLength ?? mostUnknown)
  const words = (tokens: number) => say.contextOf(format.context(tokens), format.number(tokens))
  const tokensAt = (step: number) => Math.min(most, Math.round(2 ** (step / 4)))
  const top = Math.ceil(Math.log2(most) * 4)
  const shown = fit.context ?? context
  return (
    <div>
      <div className="flex justify-between text-sm">
        <span className="text-soft">{say.context}</span>
        <span className="font-medium">{words(shown)}</span>
      </div>
      <Slider
        label={say.context}
        min={Math.log2(least) * 4}
        max={top}
        value={Math.min(top, Math.round(Math.log2(context) * 4))}
        onChange={(step) => onContext(tokensAt(step))}
        say={(step) => words(tokensAt(step))}
        disabled={disabled}
      />
      <p className="text-sm text-soft">
        {fit.maxContext !== null && say.contextMost(format.context(fit.maxContext))}{' '}
        {shown < Math.min(context, most) && say.contextCut(format.context(shown))}
      </p>
    </div>
  )
}

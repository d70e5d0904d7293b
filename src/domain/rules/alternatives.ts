import type { Model } from '../model.ts'

/** Real alternatives to name in a recommendation: only what the record itself points to. */

/** Names whose weights are of no more use than the ones at hand. */
const noBetter = /gguf|gptq|awq|bnb|mlx|exl[23]|fp8|int[48]|[2-8]-?bit|lora|adapter/i

/** The model that this one was quantised from: its weights are usually safetensors. */
export function originalOf({ baseModels }: Model): string | null {
  const [original, ...others] = baseModels.filter(
    ({ relation, id }) => relation === 'quantized' && !noBetter.test(id),
  )
  return original !== undefined && others.length === 0 ? original.id : null
}

/** What an adapter adapts. */
export function adaptedBy({ baseModels }: Model): string | null {
  return baseModels.find(({ id }) => !noBetter.test(id))?.id ?? null
}

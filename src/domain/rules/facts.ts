import type { Format, Model } from '../model.ts'
import type { LanguageRules } from '../worker-family.ts'
import { type Reading, readArchitecture } from './architecture.ts'
import { compileLanguage } from './compile.ts'

/** What a family's rules ask of a model's words. Read once: every worker of the family asks the same. */
export interface LanguageFacts {
  readonly reading: Reading
  /** The hub marks repositories of GGUF files with this tag. */
  readonly isTaggedGguf: boolean
  /** The word that says the safetensors are quantised: the config's, else a tag's, else the name's. */
  readonly quantization: string | null
  readonly isTaggedCustomCode: boolean
  /** `config.model_type` names a member. */
  readonly isMemberByConfig: boolean
}

type Remembered = Map<LanguageRules, { [format in Format]?: LanguageFacts }>
const remembered = new WeakMap<Model, Remembered>()

export function factsOf(model: Model, format: Format, rules: LanguageRules): LanguageFacts {
  const families: Remembered = remembered.get(model) ?? new Map()
  remembered.set(model, families)
  const formats = families.get(rules) ?? {}
  families.set(rules, formats)
  return (formats[format] ??= read(model, format, rules))
}

function read(model: Model, format: Format, rules: LanguageRules): LanguageFacts {
  const language = compileLanguage(rules)
  const tags = model.tags.map((tag) => tag.toLowerCase())
  return {
    reading: readArchitecture(model, format, language),
    isTaggedGguf: format === 'gguf' && tags.includes('gguf'),
    quantization:
      model.claims.quantization ??
      tags.find((tag) => language.quantizedTags.has(tag)) ??
      language.quantizedName?.exec(model.sourceId)?.[1] ??
      null,
    isTaggedCustomCode: tags.includes('custom_code'),
    isMemberByConfig: language.byModelType.has(model.claims.modelType ?? ''),
  }
}

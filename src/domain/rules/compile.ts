import type { ArchitectureRule, LanguageRules } from '../worker-family.ts'

/** A model type that the family knows, and where it belongs. */
export interface Member {
  readonly rule: ArchitectureRule
  readonly modelType: string
}

/** A family's language rules made ready for looking things up. */
export interface CompiledLanguage {
  /** The families of architectures. */
  readonly architectures: readonly string[]
  readonly rules: LanguageRules
  readonly byModelType: ReadonlyMap<string, Member>
  readonly byClass: ReadonlyMap<string, Member>
  readonly byGguf: ReadonlyMap<string, Member>
  readonly byName: readonly { readonly pattern: RegExp; readonly member: Member }[]
  readonly strangers: ReadonlySet<string>
  readonly strangerPattern: RegExp | null
  readonly brandPattern: RegExp | null
  readonly quantizedTags: ReadonlySet<string>
  readonly quantizedName: RegExp | null
}

const compiled = new WeakMap<LanguageRules, CompiledLanguage>()

/** Each family's rules are compiled once: they are data that never changes. */
export function compileLanguage(rules: LanguageRules): CompiledLanguage {
  const known = compiled.get(rules)
  if (known !== undefined) return known
  const made = compile(rules)
  compiled.set(rules, made)
  return made
}

const anyOf = (patterns: readonly string[]): string => patterns.map((pattern) => `(?:${pattern})`).join('|')
const expression = (patterns: readonly string[], wrap: (inner: string) => string): RegExp | null =>
  patterns.length === 0 ? null : new RegExp(wrap(anyOf(patterns)), 'i')

function compile(rules: LanguageRules): CompiledLanguage {
  const byModelType = new Map<string, Member>()
  const byClass = new Map<string, Member>()
  const byGguf = new Map<string, Member>()
  const byName: { pattern: RegExp; member: Member }[] = []
  for (const rule of rules.architectures) {
    for (const modelType of rule.modelTypes) byModelType.set(modelType, { rule, modelType })
    for (const [name, modelType] of Object.entries(rule.classes)) byClass.set(name, { rule, modelType })
    for (const [name, modelType] of Object.entries(rule.gguf)) byGguf.set(name, { rule, modelType })
    for (const { pattern, modelType } of rule.names) {
      byName.push({ pattern: new RegExp(pattern, 'i'), member: { rule, modelType } })
    }
  }
  return {
    rules,
    architectures: rules.architectures.map(({ name }) => name),
    byModelType,
    byClass,
    byGguf,
    byName,
    strangers: new Set(rules.strangers.names),
    strangerPattern: expression(rules.strangers.patterns, (inner) => inner),
    brandPattern: expression(rules.strangers.brands, (inner) => inner),
    quantizedTags: new Set(rules.quantization.tags),
    quantizedName: expression(rules.quantization.names, (inner) => `(?:^|[^a-z0-9])(${inner})(?![a-z0-9])`),
  }
}

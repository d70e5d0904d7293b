import type { Format, LearntFrom, Model } from '../model.ts'
import type { CompiledLanguage, Member } from './compile.ts'

/**
 * What a model's architecture is, and who says so.
 *
 * The config comes first, then the GGUF header (for GGUF files the header comes first), then tags, then the name. The
 * first place that speaks decides, member or not. Tags and names are the words of uploaders: there everything that
 * contradicts a member counts against it, and so do two families at once.
 */
export type Reading =
  | { readonly kind: 'member'; readonly member: Member; readonly from: LearntFrom }
  | { readonly kind: 'stranger'; readonly name: string; readonly from: LearntFrom }
  | { readonly kind: 'contradiction'; readonly names: readonly string[] }
  | { readonly kind: 'unknown' }

export function readArchitecture(model: Model, format: Format, language: CompiledLanguage): Reading {
  return fromClaims(model, format, language) ?? fromTags(model, format, language) ?? fromName(model, language)
}

function fromClaims({ claims }: Model, format: Format, language: CompiledLanguage): Reading | null {
  const config =
    settle(claims.modelType, 'config', language.byModelType) ??
    settle(claims.architectureClass, 'config', language.byClass)
  // A safetensors repository with a name that only GGUF files use for a member says nothing good of its own weights.
  const header =
    format !== 'gguf' && claims.gguf !== null && language.strangers.has(claims.gguf.toLowerCase())
      ? stranger(claims.gguf, 'gguf')
      : settle(claims.gguf, 'gguf', language.byGguf)
  return format === 'gguf' ? (header ?? config) : (config ?? header)
}

const stranger = (name: string, from: LearntFrom): Reading => ({ kind: 'stranger', name, from })

function settle(name: string | null, from: LearntFrom, members: ReadonlyMap<string, Member>): Reading | null {
  if (name === null) return null
  const member = members.get(name) ?? members.get(name.toLowerCase())
  return member === undefined ? stranger(name, from) : { kind: 'member', member, from }
}

function fromTags(model: Model, format: Format, language: CompiledLanguage): Reading | null {
  const members: Member[] = []
  const others: string[] = []
  for (const tag of model.tags) {
    const name = tag.toLowerCase()
    const isStranger = language.strangers.has(name)
    const member = language.byModelType.get(name) ?? language.byGguf.get(name)
    if (member !== undefined && (format === 'gguf' || !isStranger)) members.push(member)
    else if (isStranger) others.push(name)
  }
  // `gemma3` is the name of the text model in GGUF, and of another model in a config: `gemma3_text` beside it settles that.
  const settled = new Set(members.map(({ modelType }) => modelType))
  const [other] = others.filter((name) => !settled.has(language.byGguf.get(name)?.modelType ?? '')).toSorted()
  if (other !== undefined) return stranger(other, 'tag')
  if (members.length === 0) return null
  return settleWords(
    members,
    'tag',
    contradiction(model, language) ?? otherBrand(model.name, members, language),
  )
}

/** `NVIDIA-Nemotron-Nano-12B` tagged `mistral` is none; `mistral-7b-grok` names what it is itself. */
function otherBrand(
  name: string,
  members: readonly Member[],
  { byName, brandPattern }: CompiledLanguage,
): string | null {
  const families = new Set(members.map(({ rule }) => rule))
  const namesItself = byName.some(({ pattern, member }) => families.has(member.rule) && pattern.test(name))
  return namesItself ? null : (brandPattern?.exec(name)?.[0] ?? null)
}

function fromName(model: Model, language: CompiledLanguage): Reading {
  const members = new Map<string, Member>()
  for (const { pattern, member } of language.byName) {
    if (!members.has(member.rule.name) && pattern.test(model.name)) members.set(member.rule.name, member)
  }
  const against = contradiction(model, language)
  if (members.size === 0) return against === null ? { kind: 'unknown' } : stranger(against, 'name')
  return settleWords([...members.values()], 'name', against)
}

/**
 * Another generation or sense of a family's name in the tags, the name or what the model was made from. A merge may take
 * the text half of something else, so what was merged says nothing.
 */
function contradiction({ name, tags, baseModels }: Model, language: CompiledLanguage): string | null {
  const { strangerPattern } = language
  if (strangerPattern === null) return null
  const plain = tags.filter((tag) => !tag.includes(':')).map((tag) => `#${tag}`)
  const bases = baseModels.filter(({ relation }) => relation !== 'merge').map(({ id }) => id)
  const text = [name, ...plain, ...bases].join('\n')
  return strangerPattern.exec(text)?.[0] ?? null
}

function settleWords(members: readonly Member[], from: LearntFrom, against: string | null): Reading {
  if (against !== null) return stranger(against, from)
  const families = new Set(members.map(({ rule }) => rule.name))
  if (families.size > 1) return { kind: 'contradiction', names: [...families].toSorted() }
  return { kind: 'member', member: mostTelling(members), from }
}

/** `qwen3` says more than `qwen` beside it. Of several that say as much, the last by name: the newest generation. */
function mostTelling(members: readonly Member[]): Member {
  const [first, ...rest] = members.toSorted((a, b) => (a.modelType < b.modelType ? -1 : 1))
  return rest.reduce((best, each) => (each.modelType === each.rule.name ? best : each), first as Member)
}

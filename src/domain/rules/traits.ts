/**
 * Everything that the confidence in an artifact depends on, as one short text: artifacts with the same traits get the same
 * confidence from every worker of these families. A hundred thousand models share a few thousand of them.
 */
import type { Artifact, Model } from '../model.ts'
import type { LanguageRules, WorkerFamily } from '../worker-family.ts'
import { readingOf } from './architecture.ts'
import { kindOf } from './artifact-order.ts'
import { compileLanguage } from './compile.ts'
import { quantizationSaid } from './language-rules.ts'

export function traitsOf(model: Model, artifact: Artifact, families: readonly WorkerFamily[]): string {
  const { source, task, library, type, unavailable, claims } = model
  const { pipelineClass, adapterOnly } = claims
  const has = (wanted: string): boolean => model.tags.some((tag) => tag.toLowerCase() === wanted)
  const parts: unknown[] = [source, task, library, type, unavailable, pipelineClass, adapterOnly]
  parts.push(has('gguf'), has('lora'), kindOf(withoutPrice(artifact)))
  if (source === 'huggingface') for (const rules of languageRulesOf(families)) parts.push(...read(model, artifact, rules))
  return JSON.stringify(parts)
}

/** What an artifact costs is told in a warning, and changes no confidence. */
const withoutPrice = (artifact: Artifact): Artifact =>
  artifact.version === null ? artifact : { ...artifact, version: { ...artifact.version, earlyAccess: null } }

const languageRulesOf = (families: readonly WorkerFamily[]): readonly LanguageRules[] =>
  families.flatMap(({ rules: { huggingface } }) => (huggingface?.kind === 'language' ? [huggingface] : []))

function read(model: Model, artifact: Artifact, rules: LanguageRules): readonly unknown[] {
  if (rules.formats[artifact.format] === undefined) return []
  const { claims } = model
  const ownCode = claims.remoteCode && !compileLanguage(rules).byModelType.has(claims.modelType ?? '')
  return [summary(model, artifact, rules), quantizationSaid(model, rules) !== null, ownCode]
}

function summary(model: Model, artifact: Artifact, rules: LanguageRules): string {
  const reading = readingOf(model, artifact.format, rules)
  switch (reading.kind) {
    case 'member':
      return `${reading.member.rule.name} ${reading.member.modelType} ${reading.from}`
    case 'stranger':
      return `not ${reading.name.toLowerCase()}`
    case 'contradiction':
    case 'unknown':
      return reading.kind
  }
}

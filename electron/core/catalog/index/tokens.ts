/** Words of names, authors and tags, as people type them. */

/** Whole words, lower-case; what separates them does not matter. */
export const words = (text: string): string[] =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? []

/** The form in which two names are the same name. */
export const sameName = (text: string): string => words(text).join(' ')

const MAX_WORD = 40

/**
 * Further ways to write a name's words: `TinyLlama` as `tiny` and `llama`, `qwen2` as `2`, and `Llama-3` as `llama3`.
 */
export function variants(name: string): string[] {
  const found: string[] = []
  for (const camel of name.match(/\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|\p{N}+/gu) ?? [])
    found.push(camel.toLowerCase())
  const whole = words(name)
  for (const [index, word] of whole.entries()) {
    const next = whole[index + 1]
    if (next !== undefined && /^\p{L}+$/u.test(word) && /^\p{N}/u.test(next)) found.push(word + next)
  }
  return found
}

/** Tags that only repeat what has a column of its own, or that nobody looks for. */
const STRUCTURAL =
  /^(license|region|dataset|arxiv|base_model|doi|diffusers|model-index):|^(endpoints_compatible|autotrain_compatible|deploy:.*|has_space)$/

export const searchableTags = (tags: readonly string[]): string[] =>
  tags.filter((tag) => tag.length <= MAX_WORD && !STRUCTURAL.test(tag))

export const usable = (word: string): string => (word.length > MAX_WORD ? word.slice(0, MAX_WORD) : word)

/** FNV-1a: only narrows a search that is then checked against the text. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >>> 0
}

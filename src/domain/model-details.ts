import type { Preview } from './model.ts'

/** What only a model's own page needs. It is fetched with the page and never judged. */
export interface ModelDetails {
  readonly modelId: string
  readonly description: { readonly markup: 'html' | 'markdown'; readonly text: string } | null
  readonly versions: readonly VersionDetails[]
}

export interface VersionDetails {
  readonly id: string
  readonly description: string | null
  /** The words that wake a LoRA, one an entry. */
  readonly trainedWords: readonly string[]
  readonly previews: readonly Preview[]
}

import type { Preview } from './model.ts'

/** What only a model's own page needs. It is fetched with the page and never judged. */
export interface ModelDetails {
  readonly modelId: string
  readonly description: { readonly markup: 'html' | 'markdown'; readonly text: string } | null
  readonly versions: readonly VersionDetails[]
  readonly hub: HubFacts
}

/** What a hub tells besides. Empty or `null` where it tells nothing. */
export interface HubFacts {
  readonly datasets: readonly string[]
  /** Demonstrations that run it. */
  readonly spaces: number | null
  readonly bosToken: string | null
  readonly eosToken: string | null
  readonly chatTemplate: string | null
  /** CivitAI's words for what may be sold; `None` forbids all of it. */
  readonly commercialUse: readonly string[]
  readonly comments: number | null
  /** Where the licence stands in full: an address, or a file's path within the repository. Untrusted. */
  readonly licenceText: string | null
  /** How many weights are stored in which way. */
  readonly precisions: readonly { readonly name: string; readonly weights: number }[]
  /** What its author would ask it. */
  readonly prompts: readonly string[]
}

export const noHubFacts: HubFacts = {
  datasets: [],
  spaces: null,
  bosToken: null,
  eosToken: null,
  chatTemplate: null,
  commercialUse: [],
  comments: null,
  licenceText: null,
  precisions: [],
  prompts: [],
}

export interface VersionDetails {
  readonly id: string
  readonly description: string | null
  /** The words that wake a LoRA, one an entry. */
  readonly trainedWords: readonly string[]
  readonly downloads: number | null
  readonly likes: number | null
  readonly previews: readonly Preview[]
}

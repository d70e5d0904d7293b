/** A sentence for people, as data: which one, and what it speaks of. Each reader's language has its own words for it. */
import { english } from './english.ts'

export type Sayings = typeof english
export type SayingId = keyof Sayings
export const sayingIds = Object.keys(english) as [SayingId, ...SayingId[]]

export type SayingValue = string | number | null | readonly string[]
export type SayingValues = { readonly [name: string]: SayingValue }

export interface Saying {
  readonly id: SayingId
  readonly values: SayingValues
}

/** What a sentence speaks of; nothing where it is always the same. */
type Needs<Id extends SayingId> = Sayings[Id] extends (values: infer Values) => string ? [Values] : []

export const say = <Id extends SayingId>(id: Id, ...needs: Needs<Id>): Saying => ({
  id,
  values: (needs[0] ?? {}) as SayingValues,
})

export function spell(words: Sayings, { id, values }: Saying): string {
  const sentence = words[id] as string | ((values: SayingValues) => string)
  return typeof sentence === 'string' ? sentence : sentence(values)
}

/** For terminals, scripts and the log, which speak English. */
export const inEnglish = (saying: Saying): string => spell(english, saying)

/** Something in the way, with what to do about it: in English, and for every other language as sentences. */
export interface Problem<Code extends string> {
  readonly code: Code
  readonly message: string
  readonly cure: string | null
  readonly said: { readonly message: Saying; readonly cure: Saying | null }
}

export const problemWith = <Code extends string>(
  code: Code,
  message: Saying,
  cure: Saying | null,
): Problem<Code> => ({
  code,
  message: inEnglish(message),
  cure: cure && inEnglish(cure),
  said: { message, cure },
})

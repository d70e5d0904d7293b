import { spell, type Saying } from '#domain/sayings/saying'
import { createContext, use, useCallback, useEffect, useMemo, type ReactNode } from 'react'
import { createFormat, type Format } from './lib/format.ts'
import { en, type Texts } from './texts/en.ts'
import { nl } from './texts/nl.ts'

export const languages = ['en', 'nl'] as const
export type Language = (typeof languages)[number]

const textsOf: Record<Language, Texts> = { en, nl }

/** The first language the reader asks for that the app speaks, else English. */
export const languageFor = (wanted: readonly string[]): Language =>
  wanted
    .map((tag) => languages.find((language) => tag.toLowerCase().split('-')[0] === language))
    .find((language) => language !== undefined) ?? 'en'

/** Numbers and dates keep the reader's own region where the language agrees. */
export const localeFor = (language: Language, wanted: readonly string[]): string =>
  wanted.find((tag) => tag.toLowerCase().startsWith(language)) ?? language

interface Locale {
  readonly language: Language
  readonly texts: Texts
  readonly format: Format
}

const makeLocale = (language: Language): Locale => ({
  language,
  texts: textsOf[language],
  format: createFormat(localeFor(language, navigator.languages)),
})

const LocaleContext = createContext<Locale | null>(null)

interface Props {
  readonly language: Language
  readonly children: ReactNode
}

export function LocaleProvider({ language, children }: Props) {
  const locale = useMemo(() => makeLocale(language), [language])
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  return <LocaleContext value={locale}>{children}</LocaleContext>
}

function useLocale(): Locale {
  const locale = use(LocaleContext)
  if (locale === null) throw new Error('no LocaleProvider above')
  return locale
}

export const useTexts = (): Texts => useLocale().texts
export const useFormat = (): Format => useLocale().format
/** Sentences of the core and the domain, in the reader's language. */
export function useSpell(): (saying: Saying) => string {
  const { sayings } = useTexts()
  return useCallback((saying) => spell(sayings, saying), [sayings])
}
export const useLanguage = (): Language => useLocale().language

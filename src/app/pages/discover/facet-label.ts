import type { FacetName } from '#contract/catalog'
import { useCallback } from 'react'
import { useLanguage, useTexts } from '../../locale.tsx'
import { useWorkerName } from '../../state/worker-names.ts'

const languageName = (language: string, code: string): string => {
  try {
    return new Intl.DisplayNames(language, { type: 'language' }).of(code) ?? code
  } catch {
    return code // not every tag that a hub calls a language is one
  }
}

/** A facet's value in the words of people. */
export function useFacetLabel(): (facet: FacetName, value: string) => string {
  const { filters, card, source } = useTexts()
  const language = useLanguage()
  const workerName = useWorkerName()
  return useCallback(
    (facet, value) => {
      switch (facet) {
        case 'source':
          return (source as Readonly<Record<string, string>>)[value] ?? value
        case 'worker':
          return workerName(value)
        case 'fit':
          return (card.fits as Readonly<Record<string, string>>)[value] ?? value
        case 'task':
          return filters.tasks[value] ?? value
        case 'licenceGroup':
          return filters.licenceGroups[value] ?? value
        case 'language':
          return languageName(language, value)
        case 'architecture':
        case 'format':
        case 'quantization':
        case 'baseModel':
        case 'type':
        case 'licence':
          return value
      }
    },
    [filters, card, source, language, workerName],
  )
}

import type { Settings, SettingsPatch } from '#contract/settings'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useFailureToast } from '../frame/failure-toast.ts'
import { languageFor, type Language } from '../locale.tsx'
import { useApi } from './api.tsx'
import { snapshotOptions, useLive } from './live.ts'

export type Theme = Settings['appearance']['theme']

export const useSettings = (): Settings | undefined =>
  useLive('settings.get', 'settings.changed').data?.settings

export function useChangeSettings(): (patch: SettingsPatch) => void {
  const api = useApi()
  const client = useQueryClient()
  const tellFailure = useFailureToast()
  const { mutate } = useMutation({
    mutationFn: (patch: SettingsPatch) => api.call('settings.change', patch),
    onSuccess: (state) => client.setQueryData(snapshotOptions(api, 'settings.get').queryKey, state),
    onError: tellFailure,
  })
  return mutate
}

/** The theme stands on the document, and is remembered for `theme.js`, which sets it before the first paint. */
export function useTheme(theme: Theme | undefined): void {
  useEffect(() => {
    if (theme === undefined) return
    const { dataset } = document.documentElement
    if (theme === 'system') delete dataset['theme']
    else dataset['theme'] = theme
    localStorage.setItem('theme', theme)
  }, [theme])
}

export const languageOf = (settings: Settings | undefined): Language => {
  const chosen = settings?.appearance.language ?? 'system'
  return chosen === 'system' ? languageFor(navigator.languages) : chosen
}

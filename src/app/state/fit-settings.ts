import { defaultSettings } from '#contract/settings'
import { useSettings } from './settings.ts'

/** What the user wants memory to be worked out for. */
export const useFitWish = () => (useSettings() ?? defaultSettings).fit

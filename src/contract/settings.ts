import { z } from 'zod'

/** What the user chose. Every field has a default, so an old or partial file still parses. */
export const Settings = z.object({
  appearance: z
    .object({
      theme: z.enum(['system', 'light', 'dark']).default('system'),
      language: z.enum(['system', 'en', 'nl']).default('system'),
    })
    .prefault({}),
})
export type Settings = z.infer<typeof Settings>

/** A change names only what it changes; one level deep is enough. */
export const SettingsPatch = z.object({
  appearance: Settings.shape.appearance.unwrap().partial().optional(),
})
export type SettingsPatch = z.infer<typeof SettingsPatch>

export const SettingsState = z.object({ revision: z.number(), settings: Settings })
export type SettingsState = z.infer<typeof SettingsState>

export const settingsCalls = {
  'settings.get': { input: z.void(), output: SettingsState },
  'settings.change': { input: SettingsPatch, output: SettingsState },
} as const

export const settingsEvents = { 'settings.changed': SettingsState } as const

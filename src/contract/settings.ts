import { z } from 'zod'

/** An address of a hub or mirror: https, or plain http for a hub on this machine or network. */
const HubAddress = z.url({ protocol: /^https?$/ }).max(500)
const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

const sections = {
  appearance: z.object({
    theme: z.enum(['system', 'light', 'dark']),
    language: z.enum(['system', 'en', 'nl']),
  }),
  /** Null: the environment's, else the real ones. */
  hubs: z.object({
    huggingface: HubAddress.nullable(),
    civitai: HubAddress.nullable(),
    workerCatalog: HubAddress.nullable(),
    proxy: z
      .url({ protocol: /^https?$/ })
      .max(500)
      .nullable(),
  }),
  catalog: z.object({
    refresh: z.boolean(),
    /** Also on connections that are paid by the amount. */
    onMetered: z.boolean(),
  }),
  content: z.object({
    /** What to do with pictures and models that are not safe for work. */
    mature: z.enum(['hide', 'blur', 'show']),
  }),
  fit: z.object({
    contextTokens: z.int().min(512).max(1_048_576),
    /** `null`: the size that each model was made for. */
    imagePixels: z.int().min(256).max(4096).nullable(),
  }),
  downloads: z.object({
    parallel: z.int().min(1).max(8),
    /** Bytes a second; null: as fast as it goes. */
    limitBytesPerSecond: z.int().min(1024).nullable(),
    /** Within these hours this limit counts instead. */
    schedule: z
      .object({ from: TimeOfDay, to: TimeOfDay, limitBytesPerSecond: z.int().min(1024).nullable() })
      .nullable(),
    /** Further folders for models; the first place is always rbee's own. */
    modelFolders: z.array(z.string().min(1).max(4096)).max(50),
    /** Where new models go; null: rbee's own folder. */
    target: z.string().min(1).max(4096).nullable(),
  }),
  desktop: z.object({
    /** Closing the window while something downloads: stay in the tray, quit, or ask. */
    closeWhileDownloading: z.enum(['ask', 'tray', 'quit']),
    launchAtLogin: z.boolean(),
    notifications: z.boolean(),
  }),
  updates: z.object({ check: z.boolean() }),
  firstRun: z.object({ done: z.boolean() }),
} as const

/** What the user chose. */
export const Settings = z.object(sections)
export type Settings = z.infer<typeof Settings>

export const defaultSettings: Settings = {
  appearance: { theme: 'system', language: 'system' },
  hubs: { huggingface: null, civitai: null, workerCatalog: null, proxy: null },
  catalog: { refresh: true, onMetered: false },
  content: { mature: 'hide' },
  fit: { contextTokens: 8192, imagePixels: null },
  downloads: { parallel: 2, limitBytesPerSecond: null, schedule: null, modelFolders: [], target: null },
  desktop: { closeWhileDownloading: 'ask', launchAtLogin: false, notifications: true },
  updates: { check: true },
  firstRun: { done: false },
}

const changes = {
  appearance: sections.appearance.partial().optional(),
  hubs: sections.hubs.partial().optional(),
  catalog: sections.catalog.partial().optional(),
  content: sections.content.partial().optional(),
  fit: sections.fit.partial().optional(),
  downloads: sections.downloads.partial().optional(),
  desktop: sections.desktop.partial().optional(),
  updates: sections.updates.partial().optional(),
  firstRun: sections.firstRun.partial().optional(),
} as const satisfies Record<keyof Settings, z.ZodType>

/** A change names only what it changes. */
export const SettingsPatch = z.strictObject(changes)
export type SettingsPatch = z.infer<typeof SettingsPatch>

/** The file, which an older or newer version may have written: what it does not say is as by default. */
export const StoredSettings = z.object(changes)

export const SettingsState = z.object({ revision: z.number(), settings: Settings })
export type SettingsState = z.infer<typeof SettingsState>

export const settingsCalls = {
  'settings.get': { input: z.void(), output: SettingsState },
  'settings.change': { input: SettingsPatch, output: SettingsState },
} as const

export const settingsEvents = { 'settings.changed': SettingsState } as const

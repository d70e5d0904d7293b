import {
  defaultSettings,
  Settings,
  StoredSettings,
  type settingsCalls,
  type SettingsPatch,
  type SettingsState,
} from '#contract/settings'
import type { Emit } from '#contract/contract'
import type { HandlersFor } from '../handlers.ts'
import { readJson, writeJson } from '../json-file.ts'
import type { Log } from '../log.ts'

export interface SettingsService {
  readonly handlers: HandlersFor<typeof settingsCalls>
  get(): Settings
  onChange(listener: (settings: Settings) => void): () => void
}

/** The user's choices, in one small file. A damaged file is set aside and told, and defaults take its place. */
export function createSettings({ file, emit, log }: { file: string; emit: Emit; log: Log }): SettingsService {
  const listeners = new Set<(settings: Settings) => void>()
  let state: SettingsState = { revision: 1, settings: read(file, log) }

  function change(patch: SettingsPatch): SettingsState {
    const settings = merged(state.settings, patch)
    writeJson(file, settings)
    state = { revision: state.revision + 1, settings }
    emit('settings.changed', state)
    for (const listener of listeners) listener(settings)
    return state
  }

  return {
    handlers: {
      'settings.get': async () => state,
      'settings.change': async (patch) => change(patch),
    },
    get: () => state.settings,
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

function read(file: string, log: Log): Settings {
  const found = readJson(file, StoredSettings)
  if (found.kind === 'damaged')
    log.error(`settings were damaged and set aside as ${found.setAside}`, found.why)
  return found.kind === 'ok' ? merged(defaultSettings, found.value) : defaultSettings
}

/** Section by section: what the change does not name stays. */
function merged(before: Settings, patch: SettingsPatch): Settings {
  const sections = Object.entries(before).map(([name, section]) => [
    name,
    { ...section, ...patch[name as keyof SettingsPatch] },
  ])
  return Settings.parse(Object.fromEntries(sections))
}

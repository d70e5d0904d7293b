import { Settings, type SettingsPatch, type SettingsState, type settingsCalls } from '#contract/settings'
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
    const settings = Settings.parse({
      ...state.settings,
      appearance: { ...state.settings.appearance, ...patch.appearance },
    })
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
  const found = readJson(file, Settings)
  if (found.kind === 'damaged')
    log.error(`settings were damaged and set aside as ${found.setAside}`, found.why)
  return found.kind === 'ok' ? found.value : Settings.parse({})
}

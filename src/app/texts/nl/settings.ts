import type { Texts } from '../en.ts'

export const settings: Texts['settings'] = {
  appearance: {
    title: 'Weergave',
    theme: 'Thema',
    system: 'Zoals het systeem',
    light: 'Licht',
    dark: 'Donker',
    language: 'Taal',
  },
}

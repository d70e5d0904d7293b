import type { Texts } from '../en.ts'

export const palette: Texts['palette'] = {
  title: 'Alles zoeken',
  short: 'Zoeken',
  placeholder: 'Zoek modellen en opdrachten',
  commands: 'Opdrachten',
  go: (place) => `Naar ${place}`,
  theme: (name) => `Thema: ${name}`,
  search: (text) => `Zoek naar ‘${text}’`,
  nothing: 'Niets gevonden.',
}

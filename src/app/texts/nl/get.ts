import type { Texts } from '../en.ts'

export const get: Texts['get'] = {
  get: 'Haal',
  named: (word, name) => `${word}: ${name}`,
}

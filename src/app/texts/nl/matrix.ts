import type { Texts } from '../en.ts'

export const matrix: Texts['matrix'] = {
  lead: 'Wat elke worker van elk model in het huidige filter zou maken.',
}

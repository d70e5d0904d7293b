import type { Texts } from '../en.ts'

export const welcome: Texts['welcome'] = {
  title: 'Welkom bij rbee Marketplace',
  lead: 'Je ziet modellen die echt op deze computer draaien, en haalt ze met één klik.',
}

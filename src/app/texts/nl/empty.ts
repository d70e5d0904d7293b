import type { Texts } from '../en.ts'

export const empty: Texts['empty'] = {
  downloads: {
    title: 'Er wordt niets gedownload',
    detail: 'Modellen die je haalt, verschijnen hier met hun voortgang en blijven staan tot je ze wist.',
    action: 'Een model zoeken',
  },
  library: {
    title: 'Nog geen modellen op deze computer',
    detail: 'Wat je downloadt, komt waar de workers het zoeken, en staat hier met wat het kan draaien.',
    action: 'Een model zoeken',
  },
  machine: {
    title: 'Deze computer wordt bekeken',
    detail: 'Grafische kaarten, geheugen en workers worden gezocht. Dat duurt een seconde of twee.',
  },
  discover: {
    title: 'De catalogus is er nog niet',
    detail: 'Zodra hij gelezen is, verschijnen hier modellen die op deze computer draaien.',
  },
}

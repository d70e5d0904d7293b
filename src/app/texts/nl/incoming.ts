import type { Texts } from '../en.ts'

export const incoming: Texts['incoming'] = {
  lead: 'Een link vraagt hierom. Er is niets opgehaald of gestart.',
  from: 'De link',
  waiting: (count) => (count === 1 ? 'Er wacht nog 1 link.' : `Er wachten nog ${count} links.`),
  dismiss: 'Niet nu',
  asksFor: {
    model: 'Een model',
    worker: 'Een worker',
    page: 'De catalogus',
    unreadable: 'Een link die niet te volgen is',
  },
  looking: 'De hub wordt gevraagd wat dit is…',
  notFound: {
    title: 'De link noemt geen model',
    detail: 'Hij is gelezen, maar geen hub heeft wat hij noemt.',
  },
  author: 'Maker',
  licence: 'Licentie',
  revision: 'Revisie',
  partGone: (part) => `De link noemt ${part}; dat heeft dit model nu niet.`,
  wantedWorker: 'Vraagt te draaien op',
  wantedWorkerHint: 'Dat kies je zelf.',
  openModel: 'Het model bekijken',
  worker: {
    detail: (id) =>
      `De link vraagt de worker ${id} te installeren. Deze app installeert geen programma’s: hij toont je de opdracht.`,
    action: 'Workers voor deze computer',
  },
  page: { detail: 'De link vraagt de catalogus te openen.', action: 'Ontdekken openen' },
  none: {
    title: 'Er wacht geen link',
    detail: 'Links naar modellen openen hier en vragen het eerst, voor er iets gebeurt.',
  },
  problem: {
    'not-a-link': 'Het is niet geschreven als een link van rbee.',
    'too-long': 'Hij is langer dan welke link van rbee ook.',
    'bad-encoding': 'Er staan onleesbare tekens in, of hij zegt hetzelfde twee keer.',
    'unknown-action': 'Hij vraagt om iets dat deze app niet kent.',
    'not-this-app': 'Hij is voor een ander deel van rbee.',
    'bad-id': 'Wat hij noemt kan geen model of worker zijn.',
  },
}

import type { Texts } from '../en.ts'

export const catalog: Texts['catalog'] = {
  title: 'De catalogus',
  snapshot: (models, date) => `${models} modellen kwamen met de app mee, van ${date}.`,
  pausedBy: {
    user: 'Verversen is gepauzeerd.',
    metered: 'Gepauzeerd: deze verbinding kost per hoeveelheid.',
  },
  pause: 'Pauzeren',
  refresh: 'Nu verversen',
  never: 'nog niet gevraagd',
  asOf: (when) => `van ${when}`,
  reading: (models) => `wordt gelezen, ${models} modellen tot nu toe`,
  waiting: {
    'rate-limited': 'vraagt ons het rustiger aan te doen',
    unreachable: 'is niet bereikbaar; wordt vanzelf opnieuw geprobeerd',
  },
  againIn: (wait) => `opnieuw over ${wait}`,
  requestsLeft: (left, of) => `nog ${left} van ${of} verzoeken`,
  notices: {
    recovered: (why) => `De catalogus was beschadigd en is hersteld: ${why}`,
    newer: (why) =>
      `Er was hier al een nieuwere versie van deze app. Haar catalogus is bewaard en er is een nieuwe begonnen: ${why}`,
    restarted: (why) => `De catalogus stopte en is opnieuw gestart: ${why}`,
    'not-saved': (why) => `Wat nieuw is kon niet bewaard worden: ${why}`,
  },
}

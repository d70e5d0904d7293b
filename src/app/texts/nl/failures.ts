import type { Texts } from '../en.ts'

export const failures: Texts['failures'] = {
  badRequest: {
    title: 'De app stuurde iets wat niet had gemogen',
    detail: 'Er is niets veranderd. Dit is een fout in de app.',
  },
  unknownCall: {
    title: 'De pagina en de app passen niet bij elkaar',
    detail: 'Een van beide is ouder. Herlaad de pagina, of start de app opnieuw.',
  },
  tooLarge: {
    title: 'Dat is te groot',
    detail: (limit) => `Er past hooguit ${limit} in één verzoek. Er is niets veranderd.`,
  },
  cancelled: { title: 'Geannuleerd', detail: 'Er is niets veranderd.' },
  disconnected: {
    title: 'De verbinding met de app is verbroken',
    detail: 'Ze komt vanzelf terug. Kijk eerst of het al gebeurd is voor je het opnieuw probeert.',
  },
  offline: {
    title: 'Geen verbinding',
    detail: (host) => `${host ?? 'De hub'} is niet bereikbaar. Wat hier al is, kun je gewoon bekijken.`,
  },
  rateLimited: {
    title: 'De hub vraagt ons het rustiger aan te doen',
    detail: (wait) =>
      wait === null ? 'Het gaat straks vanzelf verder.' : `Het gaat over ${wait} vanzelf verder.`,
  },
  unauthorized: {
    title: 'De hub aanvaardde het token niet',
    detail: (host) => `Controleer het token voor ${host ?? 'de hub'} in Instellingen.`,
  },
  gated: {
    title: 'De maker vraagt je eerst voorwaarden te aanvaarden',
    detail:
      'Doe dat op de pagina van het model, met het account waarvan het token in Instellingen staat. Probeer het dan opnieuw.',
    action: 'Pagina van het model openen',
  },
  notFound: {
    title: 'Is er niet meer',
    detail: (what) => `${what} is niet gevonden. Misschien is het ingetrokken of verplaatst.`,
  },
  hubChanged: {
    title: 'De hub antwoordt op een manier die we niet kennen',
    detail: (host) =>
      `${host} heeft zijn antwoorden veranderd. Er is niets opgeslagen. Een update van de app kan helpen.`,
  },
  hubError: {
    title: 'De hub heeft een probleem',
    detail: (host, status) => `${host} antwoordde met fout ${status}. Probeer het later opnieuw.`,
  },
  diskFull: {
    title: 'Te weinig ruimte',
    detail: (need, free) => `Nodig: ${need}; vrij: ${free}. Wat al gedownload is, blijft bewaard.`,
    action: 'Bibliotheek openen',
  },
  notWritable: {
    title: 'In deze map kan niet geschreven worden',
    detail: (path) => `${path}: wijzig de rechten, of kies een andere map in Instellingen.`,
  },
  checksumMismatch: {
    title: 'Het bestand is niet wat het volgens de hub moet zijn',
    detail: (file) =>
      `${file} kwam beschadigd aan en is niet geïnstalleerd. Alleen het foute deel wordt opnieuw opgehaald.`,
  },
  badSignature: {
    title: 'Niet ondertekend door de makers van deze app',
    detail: (host) => `Wat ${host} stuurde is niet te vertrouwen en is niet gebruikt.`,
  },
  refused: { title: 'Dat kan niet' },
  portBusy: {
    title: 'De poort is in gebruik',
    detail: (port) => `Een ander programma gebruikt poort ${port}. Kies een andere.`,
  },
  alreadyRunning: {
    title: 'Draait al',
    detail: (dataDir) => `Een andere rbee Marketplace gebruikt ${dataDir}. Sluit die eerst.`,
  },
  internal: {
    title: 'Er ging iets mis in de app',
    detail: (logRef) => `Je bestanden zijn veilig. De details staan in het logboek onder ${logRef}.`,
  },
}

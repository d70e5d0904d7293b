import type { Texts } from '../en.ts'

export const ui: Texts['ui'] = {
  close: 'Sluiten',
  dismiss: 'Wegdoen',
  copied: 'Gekopieerd',
  copy: (what) => `${what} kopiëren`,
  retry: 'Opnieuw proberen',
  cancel: 'Annuleren',
  undo: 'Ongedaan maken',
  clear: 'Wissen',
  reset: 'Herstellen',
  save: 'Bewaren',
  more: 'Meer acties',
  unknown: 'onbekend',
  showAll: 'Alles tonen',
  showLess: 'Minder tonen',
  openSettings: 'Instellingen openen',
  loading: 'Laden',
  yours: 'van jou',
  choose: { folder: 'Map…', weights: 'Bestand…' },
  skipToContent: 'Naar de inhoud',
  newTab: 'opent in je browser',
}

export const verdict: Texts['verdict'] = {
  high: { word: 'Getest', meaning: 'Getest met deze worker.' },
  medium: { word: 'Zou werken', meaning: 'Volgens de specificaties; niet getest.' },
  low: { word: 'Binnenkort', meaning: 'Gepland, of een bekend probleem in deze versie van de worker.' },
  none: { word: 'Past niet', meaning: 'Niets op deze computer kan het draaien.' },
}

export const backend: Texts['backend'] = { cpu: 'CPU', cuda: 'CUDA', metal: 'Metal', rocm: 'ROCm' }
export const source: Texts['source'] = { huggingface: 'HuggingFace', civitai: 'CivitAI' }

export const frame: Texts['frame'] = {
  nav: 'Hoofdmenu',
  discover: 'Ontdekken',
  downloads: 'Downloads',
  library: 'Bibliotheek',
  machine: 'Deze computer',
  settings: 'Instellingen',
  matrix: 'Compatibiliteitsmatrix',
  welcome: 'Welkom',
  incoming: 'Via een link',
  /** For the narrowest windows. */
  short: {
    discover: 'Ontdek',
    downloads: 'Downloads',
    library: 'Bieb',
    machine: 'Computer',
    settings: 'Instellen',
  },
  looking: 'Deze computer wordt bekeken…',
  noGpu: 'Geen GPU',
  unnamedGpu: 'GPU zonder naam',
  workers: (count) => (count === 1 ? '1 worker' : `${count} workers`),
  noWorkers: 'geen worker',
  downloading: (count) => (count === 1 ? '1 download' : `${count} downloads`),
  downloadsProgress: 'Voortgang van alle downloads',
}

export const crash: Texts['crash'] = {
  title: 'Deze pagina werkt niet meer',
  detail: 'Je modellen, downloads en instellingen zijn veilig. Wat er misging staat in het logboek.',
  reload: 'Pagina herladen',
  copy: 'Details kopiëren',
  what: 'foutdetails',
}

export const shell: Texts['shell'] = {
  brokenTitle: 'De brug van de app is niet geladen',
  brokenDetail:
    'Deze installatie is beschadigd: installeer rbee Marketplace opnieuw. Modellen en instellingen blijven.',
  refusedTitle: 'Dit adres geldt niet meer',
  refusedDetail:
    'Het adres werkt één keer, en alleen voor de server die het toonde. Open het nieuwste uit de terminal.',
  lost: 'Verbinding verbroken. Er wordt opnieuw geprobeerd…',
  back: 'Weer verbonden',
}

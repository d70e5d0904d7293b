/** What the desktop shows outside the page: tray, notifications, questions, menus. */
import type { Settings } from '#contract/settings'

const en = {
  tray: {
    idle: 'rbee Marketplace',
    paused: 'rbee Marketplace: downloads paused',
    active: (count: number, percent: number | null) =>
      `rbee Marketplace: ${count === 1 ? '1 download' : `${count} downloads`}${percent === null ? '' : `, ${percent} %`}`,
    show: 'Show rbee Marketplace',
    pauseAll: 'Pause all downloads',
    resumeAll: 'Resume all downloads',
    quit: 'Quit',
  },
  start: {
    title: 'rbee Marketplace cannot start',
    notWritable: (path: string) =>
      `Cannot write to ${path}. Check the folder’s permissions, or set RBEE_DATA_DIR.`,
    alreadyRunning: (dataDir: string) =>
      `rbee Marketplace is already running with the data folder ${dataDir}. Use that one, or quit it first.`,
  },
  news: { done: 'Ready to run', failed: 'Download stopped', show: 'Show', retry: 'Try again' },
  closing: {
    message: 'Models are still downloading',
    detail: 'They can go on while the window is closed. What has come so far is kept either way.',
    keep: 'Keep downloading',
    quit: 'Quit',
    remember: 'Do the same next time',
  },
  menu: {
    about: 'About rbee Marketplace',
    settings: 'Settings…',
    services: 'Services',
    hide: 'Hide rbee Marketplace',
    hideOthers: 'Hide others',
    showAll: 'Show all',
    quit: 'Quit rbee Marketplace',
    file: 'File',
    close: 'Close window',
    edit: 'Edit',
    undo: 'Undo',
    redo: 'Redo',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    selectAll: 'Select all',
    view: 'View',
    back: 'Back',
    forward: 'Forward',
    reload: 'Reload',
    actualSize: 'Actual size',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    fullScreen: 'Full screen',
    window: 'Window',
    minimize: 'Minimise',
    zoom: 'Zoom',
    front: 'Bring all to front',
    help: 'Help',
    website: 'rbee.dev',
  },
}
export type Words = typeof en

const nl: Words = {
  tray: {
    idle: 'rbee Marketplace',
    paused: 'rbee Marketplace: downloads gepauzeerd',
    active: (count, percent) =>
      `rbee Marketplace: ${count === 1 ? '1 download' : `${count} downloads`}${percent === null ? '' : `, ${percent} %`}`,
    show: 'rbee Marketplace tonen',
    pauseAll: 'Alle downloads pauzeren',
    resumeAll: 'Alle downloads hervatten',
    quit: 'Afsluiten',
  },
  start: {
    title: 'rbee Marketplace kan niet starten',
    notWritable: (path) =>
      `Kan niet schrijven in ${path}. Kijk de rechten van de map na, of stel RBEE_DATA_DIR in.`,
    alreadyRunning: (dataDir) =>
      `rbee Marketplace draait al met de gegevensmap ${dataDir}. Gebruik die, of sluit hem eerst af.`,
  },
  news: { done: 'Klaar voor gebruik', failed: 'Download gestopt', show: 'Tonen', retry: 'Opnieuw proberen' },
  closing: {
    message: 'Er worden nog modellen gedownload',
    detail: 'Dat kan doorgaan terwijl het venster dicht is. Wat al binnen is, blijft hoe dan ook bewaard.',
    keep: 'Verder downloaden',
    quit: 'Afsluiten',
    remember: 'Voortaan hetzelfde doen',
  },
  menu: {
    about: 'Over rbee Marketplace',
    settings: 'Instellingen…',
    services: 'Voorzieningen',
    hide: 'Verberg rbee Marketplace',
    hideOthers: 'Verberg andere',
    showAll: 'Toon alles',
    quit: 'rbee Marketplace afsluiten',
    file: 'Bestand',
    close: 'Venster sluiten',
    edit: 'Bewerken',
    undo: 'Ongedaan maken',
    redo: 'Opnieuw',
    cut: 'Knippen',
    copy: 'Kopiëren',
    paste: 'Plakken',
    selectAll: 'Alles selecteren',
    view: 'Beeld',
    back: 'Terug',
    forward: 'Vooruit',
    reload: 'Opnieuw laden',
    actualSize: 'Ware grootte',
    zoomIn: 'Inzoomen',
    zoomOut: 'Uitzoomen',
    fullScreen: 'Volledig scherm',
    window: 'Venster',
    minimize: 'Minimaliseren',
    zoom: 'Zoomen',
    front: 'Alles op voorgrond',
    help: 'Help',
    website: 'rbee.dev',
  },
}

/** As the settings say, else the first of the system's languages that we speak, else English. */
export function wordsFor(chosen: Settings['appearance']['language'], preferred: readonly string[]): Words {
  const spoken = { en, nl }
  if (chosen !== 'system') return spoken[chosen]
  const found = preferred
    .map((tag) => tag.toLowerCase().split('-')[0])
    .find((tag) => tag === 'en' || tag === 'nl')
  return spoken[found ?? 'en']
}

/** Words that belong to no one page. */
export const ui = {
  close: 'Close',
  dismiss: 'Dismiss',
  copied: 'Copied',
  copy: (what: string) => `Copy ${what}`,
  retry: 'Try again',
  cancel: 'Cancel',
  undo: 'Undo',
  clear: 'Clear',
  reset: 'Reset',
  save: 'Save',
  more: 'More actions',
  unknown: 'unknown',
  showAll: 'Show all',
  showLess: 'Show less',
  openSettings: 'Open Settings',
  loading: 'Loading',
  yours: 'yours',
  choose: { folder: 'Folder…', weights: 'File…' },
  skipToContent: 'Skip to content',
  newTab: 'opens in your browser',
}

export const verdict = {
  high: { word: 'Verified', meaning: 'Tested with this worker.' },
  medium: { word: 'Should work', meaning: 'By its specifications; not tested.' },
  low: { word: 'Coming soon', meaning: 'Planned, or a known problem in this worker version.' },
  none: { word: 'Not compatible', meaning: 'Nothing installed here can run it.' },
}

export const backend = { cpu: 'CPU', cuda: 'CUDA', metal: 'Metal', rocm: 'ROCm' }
export const source = { huggingface: 'HuggingFace', civitai: 'CivitAI' }

export const frame = {
  nav: 'Main',
  discover: 'Discover',
  downloads: 'Downloads',
  library: 'Library',
  machine: 'This machine',
  settings: 'Settings',
  matrix: 'Compatibility matrix',
  welcome: 'Welcome',
  incoming: 'From a link',
  /** For the narrowest windows. */
  short: {
    discover: 'Discover',
    downloads: 'Downloads',
    library: 'Library',
    machine: 'Machine',
    settings: 'Settings',
  },
  looking: 'Looking at this machine…',
  noGpu: 'No GPU',
  unnamedGpu: 'An unnamed GPU',
  workers: (count: number) => (count === 1 ? '1 worker' : `${count} workers`),
  noWorkers: 'no worker',
  downloading: (count: number) => (count === 1 ? '1 download' : `${count} downloads`),
  downloadsProgress: 'Progress of all downloads',
}

export const crash = {
  title: 'This page stopped working',
  detail: 'Your models, downloads and settings are safe. What went wrong has been written to the log.',
  reload: 'Reload the page',
  copy: 'Copy details',
  what: 'error details',
}

export const shell = {
  brokenTitle: 'The app’s bridge did not load',
  brokenDetail: 'This installation is damaged: reinstall rbee Marketplace. Your models and settings stay.',
  refusedTitle: 'This address is no longer valid',
  refusedDetail:
    'The address works once, and only for the server that printed it. Open the newest one from the terminal.',
  lost: 'Connection lost. Trying again…',
  back: 'Connected again',
}

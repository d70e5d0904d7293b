/** What happened, what is safe, what to do. */
export const failures = {
  badRequest: {
    title: 'The app sent something it should not have',
    detail: 'Nothing was changed. This is a fault in the app.',
  },
  unknownCall: {
    title: 'The page and the app do not fit together',
    detail: 'One of them is older than the other. Reload the page, or restart the app.',
  },
  tooLarge: {
    title: 'That is too large',
    detail: (limit: string) => `At most ${limit} fit into one request. Nothing was changed.`,
  },
  cancelled: { title: 'Cancelled', detail: 'Nothing was changed.' },
  disconnected: {
    title: 'The connection to the app broke',
    detail: 'It comes back by itself. Look whether it was done before trying again.',
  },
  offline: {
    title: 'No connection',
    detail: (host: string | null) =>
      `${host ?? 'The hub'} cannot be reached. What is already here can still be browsed.`,
  },
  rateLimited: {
    title: 'The hub asks us to slow down',
    detail: (wait: string | null) =>
      wait === null ? 'It goes on by itself in a while.' : `It goes on by itself in ${wait}.`,
  },
  unauthorized: {
    title: 'The hub did not accept the token',
    detail: (host: string | null) => `Check the token for ${host ?? 'the hub'} in Settings.`,
  },
  gated: {
    title: 'The author asks you to accept terms first',
    detail: 'Accept them on the model’s page, with the account whose token is in Settings. Then try again.',
    action: 'Open the model’s page',
  },
  notFound: {
    title: 'Not there any more',
    detail: (what: string) => `${what} could not be found. It may have been withdrawn or moved.`,
  },
  hubChanged: {
    title: 'The hub answered in a way we do not know',
    detail: (host: string) =>
      `${host} changed its answers. Nothing was stored. An update of the app may cure it.`,
  },
  hubError: {
    title: 'The hub has a problem',
    detail: (host: string, status: number) => `${host} answered with error ${status}. Try again later.`,
  },
  diskFull: {
    title: 'Not enough space',
    detail: (need: string, free: string) => `Needs ${need}; ${free} are free. What was downloaded is kept.`,
    action: 'Open Library',
  },
  notWritable: {
    title: 'This folder cannot be written to',
    detail: (path: string) => `${path}: change its permissions, or choose another folder in Settings.`,
  },
  checksumMismatch: {
    title: 'The file is not what the hub says it should be',
    detail: (file: string) =>
      `${file} arrived damaged and was not installed. Only the wrong part is fetched again.`,
  },
  badSignature: {
    title: 'Not signed by the makers of this app',
    detail: (host: string) => `What ${host} sent cannot be trusted and was not used.`,
  },
  refused: { title: 'That cannot be done' },
  portBusy: {
    title: 'The port is in use',
    detail: (port: number) => `Another program uses port ${port}. Choose another one.`,
  },
  alreadyRunning: {
    title: 'Already running',
    detail: (dataDir: string) => `Another rbee Marketplace uses ${dataDir}. Close it first.`,
  },
  internal: {
    title: 'Something went wrong in the app',
    detail: (logRef: string) => `Your files are safe. The log has the details under ${logRef}.`,
  },
}

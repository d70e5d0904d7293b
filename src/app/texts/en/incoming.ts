/** The page that a link from outside opens. */
export const incoming = {
  lead: 'A link asks for this. Nothing has been fetched or started.',
  from: 'The link',
  waiting: (count: number) => (count === 1 ? '1 more link is waiting.' : `${count} more links are waiting.`),
  dismiss: 'Not now',
  asksFor: {
    model: 'A model',
    worker: 'A worker',
    page: 'The catalog',
    unreadable: 'A link that cannot be followed',
  },
  looking: 'Asking the hub what this is…',
  notFound: {
    title: 'The link names no model',
    detail: 'It was read, but no hub has what it names.',
  },
  author: 'Author',
  licence: 'Licence',
  revision: 'Revision',
  partGone: (part: string) => `The link names ${part}, which this model does not have today.`,
  wantedWorker: 'Asks to run on',
  wantedWorkerHint: 'You choose that yourself.',
  openModel: 'Look at the model',
  worker: {
    detail: (id: string) =>
      `The link asks to install the worker ${id}. This app installs no programs: it shows you the command.`,
    action: 'Workers for this machine',
  },
  page: { detail: 'The link asks to open the catalog.', action: 'Open Discover' },
  none: { title: 'No link is waiting', detail: 'Links to models open here and ask before anything happens.' },
  problem: {
    'not-a-link': 'It is not written as a link of rbee.',
    'too-long': 'It is longer than any link of rbee.',
    'bad-encoding': 'It has characters that cannot be read, or says the same thing twice.',
    'unknown-action': 'It asks for something this app does not know.',
    'not-this-app': 'It is for another part of rbee.',
    'bad-id': 'What it names cannot be a model or a worker.',
  },
}

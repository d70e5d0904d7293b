/** What an empty page says: what is missing, why, and the one next step. */
export const empty = {
  downloads: {
    title: 'Nothing is downloading',
    detail: 'Models you get appear here with their progress, and stay until you clear them.',
    action: 'Find a model',
  },
  library: {
    title: 'No models on this machine yet',
    detail: 'What you download lands where the workers look for it, and is listed here with what can run it.',
    action: 'Find a model',
  },
  machine: {
    title: 'Looking at this machine',
    detail: 'Graphics cards, memory and workers are being found. This takes a second or two.',
  },
  discover: {
    title: 'The catalog is not here yet',
    detail: 'Models that run on this machine appear here as soon as it has been read.',
  },
}

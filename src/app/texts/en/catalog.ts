export const catalog = {
  title: 'The catalog',
  snapshot: (models: string, date: string) => `${models} models came with the app, as of ${date}.`,
  pausedBy: { user: 'Refreshing is paused.', metered: 'Paused: this connection is paid by the amount.' },
  pause: 'Pause',
  refresh: 'Refresh now',
  never: 'not asked yet',
  asOf: (when: string) => `as of ${when}`,
  reading: (models: string) => `reading, ${models} models so far`,
  waiting: {
    'rate-limited': 'asks us to slow down',
    unreachable: 'cannot be reached; tried again by itself',
  },
  againIn: (wait: string) => `again in ${wait}`,
  requestsLeft: (left: string, of: string) => `${left} of ${of} requests left`,
  notices: {
    recovered: (why: string) => `The catalog was damaged and has been rebuilt: ${why}`,
    newer: (why: string) =>
      `A newer version of this app was here before. Its catalog was kept, and a new one begun: ${why}`,
    restarted: (why: string) => `The catalog stopped and was started again: ${why}`,
    'not-saved': (why: string) => `What is new could not be saved: ${why}`,
  },
}

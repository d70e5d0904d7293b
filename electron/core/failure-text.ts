/** Expected failures, in a line for the terminal. A new code does not compile until it has its words. */
import type { Failure } from '#contract/failure'
import { inEnglish } from '#domain/sayings/saying'

const gb = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`

type Words = { [C in Failure['code']]: (failure: Extract<Failure, { code: C }>) => string }

const words: Words = {
  'bad-request': ({ issues }) => `That is not a valid request: ${issues.join('; ')}.`,
  'unknown-call': ({ name }) => `There is no call named ${name}.`,
  'too-large': ({ limitBytes }) => `The request is larger than ${limitBytes} bytes.`,
  cancelled: () => 'Cancelled.',
  disconnected: () => 'The connection was lost.',
  offline: ({ host }) => `${host ?? 'The network'} cannot be reached. Check the connection and try again.`,
  'rate-limited': ({ retryAfterMs }) =>
    `The hub asks us to slow down. Try again ${retryAfterMs === null ? 'later' : `in ${Math.ceil(retryAfterMs / 1000)} s`}.`,
  unauthorized: ({ host }) => `${host ?? 'The server'} did not accept the token.`,
  gated: ({ url }) => `The authors ask you to accept their terms first: ${url}`,
  'not-found': ({ what }) => `${what} was not found.`,
  'hub-changed': ({ host, detail }) => `${host} answered in a form this version does not know (${detail}).`,
  'hub-error': ({ host, status }) => `${host} answered with error ${status}. Try again later.`,
  'disk-full': ({ needBytes, freeBytes }) =>
    `Needs ${gb(needBytes)} of disk space; ${gb(freeBytes)} are free.`,
  'not-writable': ({ path }) =>
    `Cannot write to ${path}. Check the folder's permissions, or set RBEE_DATA_DIR.`,
  'checksum-mismatch': ({ file }) => `${file} arrived damaged.`,
  'bad-signature': ({ host }) =>
    `What ${host} sent is not signed by the makers of this app. It was not used.`,
  refused: ({ why }) => inEnglish(why),
  'port-busy': ({ port }) =>
    `Port ${port} is taken. Choose another with --port, or leave it out for a free one.`,
  'already-running': ({ dataDir }) =>
    `rbee Marketplace is already running with the data folder ${dataDir}. Do it there, or quit it first.`,
  internal: ({ logRef }) => `Something unexpected happened (reference ${logRef} in the log).`,
}

export const failureText = (failure: Failure): string =>
  (words[failure.code] as (f: Failure) => string)(failure)

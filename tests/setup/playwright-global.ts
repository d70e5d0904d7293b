import { watchForLeaks } from './leaks.ts'

/** Playwright runs what this answers when all is over. */
export default function setup(): () => Promise<void> {
  return watchForLeaks()
}

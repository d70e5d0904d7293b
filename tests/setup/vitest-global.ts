import { watchForLeaks } from './leaks.ts'

export default function setup(): () => Promise<void> {
  return watchForLeaks()
}

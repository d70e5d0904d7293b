/** Where the system hands links over: with the start, to the instance that runs, and on macOS as an event of its own. */
import { app } from 'electron'
import type { Place } from '#core/folders'
import { keepLinkEntry } from './link-entry.ts'

/** Only what is a link of ours; all else on a command line is not for us to read. */
export const linksIn = (argv: readonly string[]): readonly string[] =>
  argv.filter((argument) => /^rbee:/i.test(argument))

export interface Links {
  /** From now on; whatever came before comes first. */
  follow(receive: (link: string) => void): void
}

/** Must run before the app is ready: macOS hands over the link of a cold start that early. */
export function catchLinks(argv: readonly string[], place: Place): Links {
  const early: string[] = [...linksIn(argv)]
  let receive = (link: string): void => void early.push(link)
  app.on('open-url', (event, url) => {
    event.preventDefault()
    for (const link of linksIn([url])) receive(link)
  })
  app.on('second-instance', (_event, args) => {
    for (const link of linksIn(args)) receive(link)
  })
  return {
    follow(next) {
      receive = next
      registerScheme(place)
      for (const link of early.splice(0)) next(link)
    },
  }
}

/** Installers do it on macOS and, unless it is an AppImage, on Linux. Unpackaged, it would name Electron. */
function registerScheme(place: Place): void {
  if (!app.isPackaged) return
  try {
    if (place.platform === 'win32' || keepLinkEntry(place)) app.setAsDefaultProtocolClient('rbee')
  } catch {
    // A home that cannot be written to: links can still be pasted and dropped.
  }
}

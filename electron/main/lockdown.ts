/** What no page of ours may do, whatever it shows: leave, open windows, ask for permissions, attach views. */
import { app, session, shell } from 'electron'

/** The Copy buttons put plain text on the clipboard; that is all a page may ask for. */
const ALLOWED = 'clipboard-sanitized-write'

export function lockDown(trustedOrigin: string): void {
  const { defaultSession } = session
  defaultSession.setPermissionRequestHandler((_contents, permission, decide) =>
    decide(permission === ALLOWED),
  )
  defaultSession.setPermissionCheckHandler((_contents, permission) => permission === ALLOWED)
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => {
      if (!event.url.startsWith(`${trustedOrigin}/`)) event.preventDefault()
    })
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.setWindowOpenHandler(({ url }) => {
      void openExternal(url)
      return { action: 'deny' }
    })
  })
}

/** Only https leaves the app; anything else could start a program. */
export async function openExternal(url: string): Promise<boolean> {
  if (!URL.canParse(url) || new URL(url).protocol !== 'https:') return false
  await shell.openExternal(url)
  return true
}

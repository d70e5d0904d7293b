/** The page comes from `app://rbee`, a real origin of its own; `file://` would make every file on disk same-origin. */
import { protocol } from 'electron'
import { createRendererFiles } from '#core/renderer-files'

const SCHEME = 'app'
export const APP_ORIGIN = `${SCHEME}://rbee`

/** Must run before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])
}

export function serveAppScheme(rendererDir: string): void {
  const files = createRendererFiles(rendererDir)
  protocol.handle(SCHEME, async (request) => {
    const { host, pathname } = new URL(request.url)
    if (host !== 'rbee' || request.method !== 'GET') return new Response(null, { status: 403 })
    const { status, headers, body } = await files(pathname)
    return new Response(body, { status, headers })
  })
}

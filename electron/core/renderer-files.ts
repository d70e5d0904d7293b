/** The built page, as answers: one place decides paths, types, caching and policy for Electron's scheme and for HTTP. */
import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { CONTENT_SECURITY_POLICY } from '#contract/csp'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.txt': 'text/plain; charset=utf-8',
}

export interface FileAnswer {
  readonly status: 200 | 400 | 403 | 404
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array<ArrayBuffer> | null
}

const SECURITY_HEADERS = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=()',
}

const answer = (
  status: FileAnswer['status'],
  more: Record<string, string> = {},
  body: FileAnswer['body'] = null,
): FileAnswer => ({ status, headers: { ...SECURITY_HEADERS, ...more }, body })

export function createRendererFiles(root: string): (pathname: string) => Promise<FileAnswer> {
  return async (pathname) => {
    const path = decoded(pathname)
    if (path === null) return answer(400)
    // A path without an extension is a place in the app (its address bar), not a file.
    const file = normalize(join(root, extname(path) === '' ? 'index.html' : path))
    if (!file.startsWith(root + sep)) return answer(403)
    try {
      const body = new Uint8Array(await readFile(file))
      const immutable = path.startsWith('/assets/') // their names hold their content's hash
      return answer(
        200,
        {
          'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
          'cache-control': immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
        },
        body,
      )
    } catch {
      return answer(404)
    }
  }
}

function decoded(pathname: string): string | null {
  try {
    const path = decodeURIComponent(pathname)
    return path.includes('\0') ? null : path
  } catch {
    return null
  }
}

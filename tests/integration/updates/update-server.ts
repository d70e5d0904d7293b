/** A release on a loopback server: the metadata, its signature, the installers, and ways in which they go wrong. */
import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface ReleaseOptions {
  readonly version?: string
  readonly notes?: string
  readonly stagingPercentage?: string | number
  /** Instead of what the installer really is. */
  readonly sha512?: string
  readonly installer?: Buffer
  readonly signedBy?: KeyObject
  /** After it was signed. */
  readonly tampered?: (metadata: string) => string
}

export type Trouble = 'none' | 'hang' | 'cut' | 'slow' | 404 | 500

export interface UpdateServer {
  readonly url: string
  readonly publicKey: string
  readonly installer: Buffer
  /** Paths as they were asked for. */
  readonly asked: string[]
  release(options?: ReleaseOptions): void
  /** What happens to requests for paths that end so. */
  trouble(end: string, what: Trouble): void
  /** Nobody answers any more. */
  close(): void
  dispose(): Promise<void>
}

export const INSTALLER = Buffer.concat([
  Buffer.from('#!/bin/sh\necho "$@" >> "$RBEE_STARTED"\nexit 0\n'),
  Buffer.alloc(300_000, 35),
])

export async function startUpdateServer(): Promise<UpdateServer> {
  const keys = generateKeyPairSync('ed25519')
  const files = new Map<string, Buffer>()
  const troubles = new Map<string, Trouble>()
  const asked: string[] = []

  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://x')
    asked.push(pathname)
    const [, trouble = 'none'] = [...troubles].find(([end]) => pathname.endsWith(end)) ?? []
    void answer(response, files.get(pathname), trouble)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo

  function release(options: ReleaseOptions = {}): void {
    const { version = '9.0.0', installer = INSTALLER, signedBy = keys.privateKey } = options
    const names = [`rbee-marketplace-${version}.AppImage`, `rbee-marketplace_${version}_amd64.deb`]
    const metadata = metadataOf(version, names, options)
    const told = options.tampered?.(metadata) ?? metadata
    for (const channel of ['latest-linux.yml', `latest-linux-${process.arch}.yml`]) {
      files.set(`/${channel}`, Buffer.from(told))
      files.set(
        `/${channel}.sig`,
        Buffer.from(sign(null, Buffer.from(metadata), signedBy).toString('base64')),
      )
    }
    for (const name of names) files.set(`/${name}`, installer)
  }
  release()

  return {
    url: `http://127.0.0.1:${port}`,
    publicKey: keys.publicKey.export({ type: 'spki', format: 'pem' }) as string,
    installer: INSTALLER,
    asked,
    release,
    trouble: (end, what) => void troubles.set(end, what),
    close: () => void server.close(),
    async dispose() {
      server.closeAllConnections()
      if (server.listening) await once(server.close(), 'close')
    },
  }
}

function metadataOf(
  version: string,
  names: readonly string[],
  { notes, stagingPercentage, sha512, installer = INSTALLER }: ReleaseOptions,
): string {
  const hash = sha512 ?? createHash('sha512').update(installer).digest('base64')
  const files = names.map((url) => `  - url: ${url}\n    sha512: ${hash}\n    size: ${installer.length}\n`)
  return [
    `version: ${version}\nfiles:\n${files.join('')}`,
    `path: ${names[0]}\nsha512: ${hash}\nreleaseDate: '2026-11-01T10:00:00.000Z'\n`,
    notes === undefined ? '' : `releaseNotes: ${JSON.stringify(notes)}\n`,
    stagingPercentage === undefined ? '' : `stagingPercentage: ${stagingPercentage}\n`,
  ].join('')
}

async function answer(response: ServerResponse, body: Buffer | undefined, trouble: Trouble): Promise<void> {
  if (trouble === 'hang') return
  if (typeof trouble === 'number' || body === undefined)
    return void response.writeHead(typeof trouble === 'number' ? trouble : 404).end('no')
  response.writeHead(200, { 'content-length': body.length })
  if (trouble === 'cut') {
    response.write(body.subarray(0, body.length / 2))
    return void setTimeout(() => response.destroy(), 50)
  }
  if (trouble === 'slow') {
    response.write(body.subarray(0, 1000))
    return void setTimeout(() => response.end(body.subarray(1000)), 400)
  }
  response.end(body)
}

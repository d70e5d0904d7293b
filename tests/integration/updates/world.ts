/** An app as AppImage or deb in a temporary folder, and the server that it asks for updates. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { UpdatesState } from '#contract/updates'
import { createHttp } from '#core/http/http'
import { silentLog } from '#core/log'
import { createUpdates, type Updates, type UpdatesDeps } from '#core/updates/updates'
import { createUpdater, type AppReplacer, type Installed } from '../../../electron/main/updates/updater.ts'
import { tempDir } from '../../helpers/temp-dir.ts'
import { startUpdateServer } from './update-server.ts'

export interface Here extends Partial<UpdatesDeps> {
  readonly installed?: Installed
  readonly version?: string
  readonly publicKey?: string
}

export type World = Awaited<ReturnType<typeof createWorld>>

export async function createWorld() {
  const before = { ...process.env }
  const dir = tempDir()
  const server = await startUpdateServer()
  const opened: Updates[] = []
  const http = createHttp({
    userAgent: 'test',
    hubs: () => [{ source: 'updates', baseUrl: server.url, token: null }],
    proxy: () => null,
    offline: () => false,
    sleep: async () => {},
  })
  const app = join(dir.path, 'rbee.AppImage')
  writeFileSync(app, 'the old one', { mode: 0o755 })
  mkdirSync(join(dir.path, 'resources'))
  writeFileSync(
    join(dir.path, 'resources/app-update.yml'),
    'provider: generic\nupdaterCacheDirName: rbee-updater\n',
  )
  process.env['APPIMAGE'] = app
  process.env['RBEE_STARTED'] = join(dir.path, 'started')
  return {
    dir: dir.path,
    server,
    open(here: Here = {}) {
      const made = openHere(here, { dir: dir.path, server, http })
      opened.push(made.updates)
      return made
    },
    /** What of the update lies on disk. */
    fetched(): string[] {
      const folder = join(dir.path, 'cache/rbee-updater/pending')
      return existsSync(folder) ? readdirSync(folder) : []
    },
    replaced: () => readFileSync(app).equals(server.installer),
    async dispose() {
      for (const updates of opened) await updates.dispose()
      await http.dispose()
      await server.dispose()
      dir[Symbol.dispose]()
      process.env = before
    },
  }
}

interface Around {
  readonly dir: string
  readonly server: Awaited<ReturnType<typeof startUpdateServer>>
  readonly http: ReturnType<typeof createHttp>
}

function openHere({ installed = 'AppImage', version = '1.0.0', publicKey, ...deps }: Here, around: Around) {
  const { dir, server, http } = around
  let ended = 0
  const updater = createUpdater({
    installed,
    app: {
      version,
      name: 'rbee Marketplace',
      isPackaged: true,
      appUpdateConfigPath: join(dir, 'resources/app-update.yml'),
      userDataPath: join(dir, 'user'),
      baseCachePath: join(dir, 'cache'),
      whenReady: async () => {},
      relaunch() {},
      quit: () => void ended++,
      onQuit() {},
    },
    baseUrl: server.url,
    publicKey: publicKey ?? server.publicKey,
    http,
    log: silentLog,
    deadlineMs: 500,
    silenceMs: 500,
  })
  const seen: UpdatesState[] = []
  const updates = createUpdates({
    updater,
    file: join(dir, 'updates.json'),
    automatic: () => false,
    transferring: () => false,
    emit: (_name, value) => void seen.push(value as unknown as UpdatesState),
    log: silentLog,
    ...deps,
  })
  return { updates, updater, seen, ended: () => ended }
}

export const call = (updates: Updates, name: 'check' | 'install' | 'later' | 'get'): Promise<UpdatesState> =>
  updates.handlers[`updates.${name}`](undefined, { signal: new AbortController().signal })
export const phaseOf = async (updates: Updates) => (await call(updates, 'get')).phase

export async function until(updates: Updates, kind: UpdatesState['phase']['kind']) {
  await expect.poll(async () => (await phaseOf(updates)).kind, { timeout: 8_000 }).toBe(kind)
  return phaseOf(updates)
}

export function putInPlace(updater: AppReplacer, updates: Updates): void {
  const what = updates.atEnd()
  if (what !== 'nothing') updater.install(what === 'install-and-restart')
}

/**
 * The whole core behind the door, in folders of its own and without a network. What takes long is let through now and
 * then; the rest of it meets the guarded door, which checks what would have reached a handler.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Call } from '#contract/contract'
import { createCore } from '#core/core'
import type { Log } from '#core/log'
import { tempDir } from '../../../helpers/temp-dir.ts'
import { createGuarded } from './guarded.ts'
import type { Target } from './target.ts'

const SLOW: ReadonlySet<unknown> = new Set<Call>([
  'hardware.rescan',
  'hardware.look',
  'hardware.correct',
  'hardware.reset',
  'workers.rescan',
  'workers.addFolder',
  'workers.removeFolder',
  'catalog.rebuild',
  'sync.start',
  'storage.clear',
  'settings.change',
  'library.rescan',
  'library.verify',
  'library.import',
  'library.checkUpdates',
])
const ONE_IN = 60
/** Longer than any answer may take. */
const PATIENCE_MS = 30_000
const TURNED_AWAY: ReadonlySet<string> = new Set(['bad-request', 'unknown-call', 'too-large', 'unauthorized'])

export interface RealTarget extends Target, AsyncDisposable {
  /** Messages that the whole core has seen. */
  asked(): number
}

export function createReal(): RealTarget {
  const dir = tempDir()
  const cwd = process.cwd()
  // Ways up the tree end in here.
  const deep = join(dir.path, 'a/b/c/d/e/f/g/h/i/j')
  mkdirSync(deep, { recursive: true })
  process.chdir(deep)

  const guarded = createGuarded()
  const { faults } = guarded
  const log: Log = {
    info() {},
    error(message, detail) {
      // What the door could not foresee; what goes wrong in the background is told as well, and may.
      if (message.startsWith('call ')) faults.push(`${message}: ${String(detail)}`)
      return 'fault'
    },
    hide() {},
  }
  const core = createCore({
    shell: {
      info: { version: '1.2.3', shell: 'serve', platform: 'linux', dataDir: dir.path },
      openExternal: async () => false,
    },
    folders: { data: join(dir.path, 'data'), rbeeCache: join(dir.path, 'cache') },
    place: { platform: 'linux', env: { HF_HUB_OFFLINE: '1', PATH: join(dir.path, 'bin') }, home: dir.path },
    appRoot: join(import.meta.dirname, '../../../..'),
    log,
  })
  let asked = 0
  let reached = 0
  let slow = 0

  return {
    faults,
    asked: () => asked,
    reached: () => reached,
    core: {
      subscribe: core.subscribe,
      door: {
        async call(name, input, options) {
          const isHeldBack = SLOW.has(name) && slow++ % ONE_IN !== 0
          const door = isHeldBack ? guarded.core.door : core.door
          asked += isHeldBack ? 0 : 1
          const late = setTimeout(() => faults.push(`${String(name)} does not answer`), PATIENCE_MS)
          const reply = await door.call(name, input, options)
          clearTimeout(late)
          if (reply.ok || !TURNED_AWAY.has(reply.failure.code)) reached += 1
          return reply
        },
      },
    },
    async [Symbol.asyncDispose]() {
      await core.dispose()
      process.chdir(cwd)
      dir[Symbol.dispose]()
    },
  }
}

/** The core in a process of its own, with its hub and folders from the environment; what it is asked comes by message. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { BroadcastChannel } from 'node:worker_threads'
import { createCore } from '#core/core'
import { findFolders } from '#core/folders'
import { createFileLog } from '#core/log'
import type { Platform } from '#domain/hardware'
import type { Order, Report, Sample } from './protocol.ts'

const place = { platform: process.platform as Platform, home: process.env['HOME'] ?? '/', env: process.env }
const folders = findFolders(place)
const core = createCore({
  shell: {
    info: { version: '0.0.0', shell: 'serve', platform: place.platform, dataDir: folders.data },
    openExternal: async () => false,
  },
  folders,
  place,
  appRoot: join(import.meta.dirname, '../../..'),
  log: createFileLog({ dir: join(folders.data, 'logs') }),
})
let events = 0
core.subscribe(() => (events += 1))

const report = (message: Report): void => void (process.connected && process.send?.(message))
const { gc } = globalThis
const collecting = new BroadcastChannel('collect-garbage')

async function sample(): Promise<Sample> {
  // In every thread, or what is measured is how long each puts it off. Twice: what goes may hold on to more.
  for (let turn = 0; turn < 2; turn++) {
    collecting.postMessage(null)
    gc?.()
    await wait(50)
  }
  const { heapUsed, external } = process.memoryUsage()
  const handles = process.getActiveResourcesInfo().length
  return { ownBytes: ownBytes(), heapBytes: heapUsed + external, files: openFiles(), handles, events }
}

/** What is this process's own, in memory or swapped out: under pressure the system takes back what can be read again. */
function ownBytes(): number {
  try {
    const status = readFileSync('/proc/self/status', 'utf8')
    const kib = (name: string): number =>
      Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0)
    return (kib('RssAnon') + kib('VmSwap')) * 1024
  } catch {
    return process.memoryUsage.rss() // not told on this system
  }
}

function openFiles(): number {
  try {
    return readdirSync('/proc/self/fd').length
  } catch {
    return 0 // not told on this system
  }
}

process.on('message', (order: Order) => {
  void (async () => {
    if (order.kind === 'end') {
      await core.dispose()
      collecting.close()
      process.disconnect()
    } else if (order.kind === 'sample') {
      report({ id: order.id, value: await sample() })
    } else {
      const { signal } = new AbortController()
      report({ id: order.id, value: await core.door.call(order.name, order.input, { signal }) })
    }
  })()
})

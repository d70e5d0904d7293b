/** Imported into every thread of the core: each collects its garbage when it is told to. */
import { BroadcastChannel } from 'node:worker_threads'

const collecting = new BroadcastChannel('collect-garbage')
collecting.addEventListener('message', () => globalThis.gc?.())
collecting.unref()

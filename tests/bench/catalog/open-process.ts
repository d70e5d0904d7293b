/** Opens a catalog in a process of its own, and says how long the first page took and what memory it all takes. */
import { existsSync } from 'node:fs'
import { openCatalog, eightWorkers, machineWith } from '../../helpers/catalog.ts'
import { keystrokes } from './typed.ts'

const [dir = ''] = process.argv.slice(2)
const start = performance.now()
const used = process.cpuUsage()
// As it is shipped, where it has been built.
const built = new URL('../../../out/main/catalog.js', import.meta.url)
const catalog = openCatalog(dir, existsSync(built) ? { threadUrl: built } : {})
const machine = catalog.setMachine({ workers: eightWorkers(), hardware: machineWith(12 * 1024) })
const { total } = await catalog.query({})
const openMs = performance.now() - start
const { user, system } = process.cpuUsage(used)
const openProcessorMs = (user + system) / 1000
await machine
for (const text of keystrokes) await catalog.query({ text })
globalThis.gc?.()
const rssMb = process.memoryUsage().rss / 1024 ** 2
process.stdout.write(`${JSON.stringify({ openMs, openProcessorMs, rssMb, total })}\n`)
await catalog.dispose()

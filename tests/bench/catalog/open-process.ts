/** Opens a catalog in a process of its own, and says how long the first page took and what memory it all takes. */
import { openCatalog, eightWorkers, machineWith } from '../../helpers/catalog.ts'
import { keystrokes } from './typed.ts'

const [dir = ''] = process.argv.slice(2)
const start = performance.now()
const catalog = openCatalog(dir)
const machine = catalog.setMachine({ workers: eightWorkers(), hardware: machineWith(12 * 1024) })
const { total } = await catalog.query({})
const openMs = performance.now() - start
await machine
for (const text of keystrokes) await catalog.query({ text })
globalThis.gc?.()
const rssMb = process.memoryUsage().rss / 1024 ** 2
process.stdout.write(`${JSON.stringify({ openMs, rssMb, total })}\n`)
await catalog.dispose()

/** Writes batch after batch until it is killed, and says which of them are done. */
import { createEngine } from '#core/catalog/engine'
import { createCatalogRules } from '#core/catalog/rules'
import { loadFamilies } from '#core/workers/families'
import { similarModels } from '../../helpers/models.ts'

const [dir = '', from = '0'] = process.argv.slice(2)
const engine = createEngine({
  dir,
  rules: createCatalogRules(loadFamilies()),
  snapshot: null,
  sender: { send() {}, shown: async () => {} },
  emit: () => {},
})
const models = [...similarModels(400, 11)]
process.stdout.write('ready\n')

function write(batch: number): void {
  const start = (batch * 40) % models.length
  const upsert = models.slice(start, start + 40).map((model) => ({ ...model, downloads: batch }))
  engine.apply({ feed: { name: 'test', pass: batch }, upsert, state: { batch: String(batch) } })
  process.stdout.write(`${batch}\n`)
  setImmediate(() => write(batch + 1))
}
write(Number(from) + 1)

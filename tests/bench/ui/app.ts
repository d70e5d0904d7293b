/** The built app over a catalog of so many models, workers in its path, and no hub to ask. */
import { delimiter, join } from 'node:path'
import { mkdirSync, writeFileSync } from 'node:fs'
import { addWorker } from '../../e2e/demo.ts'
import { appEnvironment, startServe } from '../../e2e/shell.ts'
import { feed, openCatalog } from '../../helpers/catalog.ts'
import { similarModels } from '../../helpers/models.ts'

export async function startApp(home: string, models: number): ReturnType<typeof startServe> {
  const [data, bin] = [join(home, 'data'), join(home, 'bin')]
  for (const folder of [data, bin]) mkdirSync(folder)
  for (const name of ['llm-worker-rbee-cpu', 'sd-worker-rbee-cpu']) addWorker(bin, name)
  writeFileSync(join(data, 'settings.json'), JSON.stringify({ firstRun: { done: true } }))
  await fill(join(data, 'catalog'), models)
  const path = [bin, process.env['PATH'] ?? ''].join(delimiter)
  return startServe(appEnvironment(home, { PATH: path }))
}

async function fill(folder: string, models: number): Promise<void> {
  mkdirSync(folder)
  await using catalog = openCatalog(folder)
  let batch = []
  for (const model of similarModels(models)) {
    batch.push(model)
    if (batch.length === 1000) await catalog.apply(feed('bench', 1, batch.splice(0)))
  }
  await catalog.apply(feed('bench', 1, batch))
  await catalog.refresh()
  await catalog.refresh()
}

/** `search` over this machine's catalog and workers. */
import type { Command } from 'commander'
import type { CatalogPage } from '#contract/catalog'
import type { CompatibleOptions } from '#core/catalog/catalog-api'
import type { CliContext } from './context.ts'
import { addSearchCommand } from './search.ts'
import { withHubs } from './with-hubs.ts'
import { findHardware, findWorkers } from './workers.ts'

export function addSearchHere(program: Command, context: CliContext): void {
  addSearchCommand(program, {
    search: (text, options) => searchHere(context, text, options),
    print: context.print,
    warn: (line) => void process.stderr.write(`${line}\n`),
  })
}

async function searchHere(
  context: CliContext,
  text: string,
  options: CompatibleOptions,
): Promise<CatalogPage> {
  const hardware = await findHardware(context)
  const { workers } = await findWorkers(context, hardware)
  return withHubs(context, async ({ catalog, sync }, signal) => {
    await sync.plant(signal)
    await catalog.setMachine({ workers, hardware })
    await catalog.refresh()
    return text === ''
      ? catalog.listCompatibleModels({ ...options, signal })
      : catalog.searchCompatibleModels(text, { ...options, signal })
  })
}

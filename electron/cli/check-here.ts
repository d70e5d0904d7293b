import type { Command } from 'commander'
import { loadFamilies } from '#core/workers/families'
import { installableWorkers, withRules } from '#core/workers/installable'
import { fitOn } from '#domain/fit/fit-of'
import { createShapeTable } from '#domain/fit/shape-table'
import shapes from '../../resources/shapes.json' with { type: 'json' }
import { addCheckCommand, type Judges } from './check.ts'
import type { CliContext } from './context.ts'
import { findHardware, findWorkers } from './workers.ts'

/** `check` against the workers installed here, where none are named. */
export function addCheckHere(program: Command, context: CliContext): void {
  addCheckCommand(program, {
    families: loadFamilies(),
    findWorkers: () => findJudges(context),
    stdin: process.stdin,
    stdout: process.stdout,
  })
}

/** The workers installed here, those that could be, and how well models fit this machine. */
export async function findJudges(context: CliContext): Promise<Judges> {
  const families = loadFamilies()
  const hardware = await findHardware(context)
  const found = await findWorkers(context, hardware)
  return {
    workers: withRules(found, families),
    installable: installableWorkers(found, families),
    fitOf: fitOn(hardware, createShapeTable(shapes).shapeOf),
  }
}

import type { Command } from 'commander'
import { applyCorrections, correctionsFile, createCorrections } from '#core/hardware/corrections'
import { createMachine } from '#core/hardware/machine'
import type { CliContext } from './context.ts'
import { addDoctorCommand } from './doctor.ts'
import { findWorkers } from './workers.ts'

/** `doctor` on this machine, with the user's corrections and the workers installed. */
export function addDoctorHere(program: Command, context: CliContext): void {
  addDoctorCommand(program, {
    createMachine: () => createMachine(context),
    correct: (detected) =>
      applyCorrections(
        detected,
        createCorrections({ file: correctionsFile(context.folders), log: context.log }).list(),
      ).hardware,
    findWorkers: async (hardware) => (await findWorkers(context, hardware)).workers,
    print: context.print,
  })
}

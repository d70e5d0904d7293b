/** What this machine has, and what to do about problems; from the machine itself or from a capture of one. */
import type { Command } from 'commander'
import { readdir } from 'node:fs/promises'
import { hostname, userInfo } from 'node:os'
import { FailureError } from '#contract/failure'
import { readCaptures, writeCaptures } from '#core/hardware/capture-folder'
import { interpret } from '#core/hardware/interpret'
import { lookOnce, type Machine } from '#core/hardware/machine'
import { redactCaptures, type Whose } from '#core/hardware/redact-captures'
import { diagnosisJson, diagnosisText, type Diagnosis } from '#core/hardware/report'
import { tokensIn } from '#core/settings/secrets'
import type { Hardware } from '#domain/hardware'
import type { InstalledWorker } from '#domain/worker'

export interface DoctorDeps {
  createMachine(): Machine
  /** The user's own word on this machine, over what it says of itself. */
  correct(detected: Hardware): Hardware
  /** The workers installed here, judged against this hardware. */
  findWorkers(hardware: Hardware): Promise<readonly InstalledWorker[]>
  print(line: string): void
}

const ANSWER_WITHIN_MS = 2_100
const LEAST_TIMEOUT_MS = 1_200

interface DoctorFlags {
  readonly json?: true
  readonly capture?: string
  readonly replay?: string
}

export function addDoctorCommand(program: Command, deps: DoctorDeps): void {
  program
    .command('doctor')
    .description('show what this machine has, and what to do about problems')
    .option('--json', 'print it as JSON')
    .option('--capture <dir>', 'also write what was seen to a folder, without names, serial numbers or ids')
    .option('--replay <dir>', 'interpret such a folder instead of this machine')
    .addHelpText(
      'after',
      `
Examples:
  $ rbee-marketplace doctor
  $ rbee-marketplace doctor --json | jq '.gpus[].memoryMiB'
  $ rbee-marketplace doctor --capture ./my-machine     for a bug report
  $ rbee-marketplace doctor --replay ./my-machine      what that machine would be told`,
    )
    .action(async (flags: DoctorFlags) => {
      const diagnosis = await diagnose(flags, deps)
      deps.print(flags.json ? JSON.stringify(diagnosisJson(diagnosis), null, 2) : diagnosisText(diagnosis))
    })
}

async function diagnose({ capture, replay }: DoctorFlags, deps: DoctorDeps): Promise<Diagnosis> {
  if (replay !== undefined) return { ...(await replayFolder(replay)), workers: [] }
  const machine = deps.createMachine()
  try {
    const captures = await lookOnce(machine, {
      signal: new AbortController().signal,
      // Measured from the start of the process: three seconds is what a person waits for a command.
      timeoutMs: Math.max(LEAST_TIMEOUT_MS, ANSWER_WITHIN_MS - performance.now()),
    })
    if (capture !== undefined) await writeTo(capture, redactCaptures(captures, whose()))
    const seen = interpret(captures, machine.platform)
    const hardware = deps.correct(seen.hardware)
    return { ...seen, hardware, workers: await deps.findWorkers(hardware) }
  } finally {
    machine.dispose()
  }
}

async function replayFolder(folder: string): Promise<ReturnType<typeof interpret>> {
  const isFolder = await readdir(folder).then(
    () => true,
    () => false,
  )
  if (!isFolder) throw new FailureError({ code: 'not-found', what: folder })
  return interpret(await readCaptures(folder), null)
}

async function writeTo(folder: string, captures: Parameters<typeof writeCaptures>[1]): Promise<void> {
  try {
    await writeCaptures(folder, captures)
  } catch (error) {
    throw new FailureError({ code: 'not-writable', path: folder }, { cause: error })
  }
}

const whose = (): Whose => ({
  userName: userInfo().username,
  hostName: hostname(),
  tokens: tokensIn(process.env),
})

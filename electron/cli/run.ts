/** Runs one command line and answers its exit code. Nothing that can be expected ends in a stack trace. */
import { CommanderError } from 'commander'
import { FailureError } from '#contract/failure'
import { EXIT, type CliContext } from './context.ts'
import { failureText } from '#core/failure-text'
import { createProgram } from './program.ts'

export async function run(args: readonly string[], context: CliContext): Promise<number> {
  try {
    const program = await createProgram(args, context)
    await program.parseAsync(args, { from: 'user' })
    return Number(process.exitCode ?? EXIT.done)
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage
    if (error instanceof FailureError) {
      report(error, args)
      return EXIT.failed
    }
    context.log.error('Unexpected error', error)
    return EXIT.internal
  }
}

function report({ failure }: FailureError, args: readonly string[]): void {
  process.stderr.write(
    args.includes('--json')
      ? `${JSON.stringify({ error: failure })}\n`
      : `${failureText(failure)} [${failure.code}]\n`,
  )
}

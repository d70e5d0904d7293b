/** Runs one command line and answers its exit code. Nothing that can be expected ends in a stack trace. */
import { CommanderError } from 'commander'
import { FailureError } from '#contract/failure'
import { EXIT, type CliContext } from './context.ts'
import { failureText } from '#core/failure-text'
import { createSecrets } from '#core/settings/secrets'
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
      if (!args.includes('--json')) tellOfLockedTokens(error, context)
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

/** The app can keep tokens in the system's key store, which opens for the app alone. */
function tellOfLockedTokens({ failure }: FailureError, { folders, env, place }: CliContext): void {
  if (failure.code !== 'unauthorized' && failure.code !== 'gated') return
  const secrets = createSecrets({ dir: folders.data, env, home: place.home, cipher: null })
  if (!secrets.isLocked('huggingface') && !secrets.isLocked('civitai')) return
  process.stderr.write(
    'The token that you gave the app is locked in the key store of this system, which the command line cannot open. Set HF_TOKEN or CIVITAI_API_KEY, or do it in the app.\n',
  )
}

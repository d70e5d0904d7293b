/** Brings the catalog up to date: the bundled snapshot first, then the hubs. */
import type { Command } from 'commander'
import { lockInstance } from '#core/instance-lock'
import { ensureWritable } from '#core/folders'
import type { SyncState } from '#contract/catalog-sync'
import type { CliContext } from './context.ts'
import { withHubs } from './with-hubs.ts'

export function addSyncCommand(program: Command, context: CliContext): void {
  program
    .command('sync')
    .description('bring the catalog up to date with the hubs; goes on where it was interrupted')
    .option('--json', 'print what was done as JSON')
    .addHelpText(
      'after',
      `
Examples:
  $ rbee-marketplace sync
  $ HF_ENDPOINT=https://mirror.example rbee-marketplace sync --json

Ctrl-C stops it; nothing is lost but the page being read.`,
    )
    .action(async ({ json }: { readonly json?: true }) => {
      ensureWritable(context.folders.data)
      const lock = lockInstance(context.folders.data)
      try {
        const tell = createTeller((line) => process.stderr.write(`${line}\n`))
        const state = await withHubs(context, ({ sync }, signal) => sync.runOnce(signal), {
          onSync: json ? () => {} : tell,
        })
        context.print(json ? JSON.stringify(state, null, 2) : inWords(state))
      } finally {
        lock.release()
      }
    })
}

/** A line when something new happens, not for every page. */
function createTeller(say: (line: string) => void): (state: SyncState) => void {
  const told = new Map<string, string>()
  return (state) => {
    const lines = new Map(state.hubs.map((hub) => [hub.source as string, activityLine(hub)]))
    if (state.phase === 'snapshot') lines.set('snapshot', 'reading the bundled snapshot')
    for (const [key, line] of lines) {
      if (line === null || told.get(key) === line) continue
      told.set(key, line)
      say(`${key}: ${line}`)
    }
  }
}

const STAGES = {
  popular: 'the most used',
  newest: 'what changed',
  all: 'the whole list',
  sizes: 'sizes',
} as const

function activityLine({ activity }: SyncState['hubs'][number]): string | null {
  switch (activity.kind) {
    case 'reading':
      return `${STAGES[activity.stage]} of ${activity.feed}`
    case 'waiting':
      return activity.why === 'rate-limited'
        ? 'the hub asks us to slow down; waiting'
        : 'the hub cannot be reached; waiting'
    case 'failed':
    case 'idle':
      return null
  }
}

const inWords = ({ hubs, snapshot }: SyncState): string =>
  [
    ...(snapshot ? [`snapshot of ${snapshot.madeAt.slice(0, 10)}: ${snapshot.models} models`] : []),
    ...hubs.map(
      ({ source, modelsRead, withdrawn, skipped }) =>
        `${source}: ${modelsRead} records read, ${withdrawn} models withdrawn${skippedWords(skipped)}`,
    ),
  ].join('\n')

function skippedWords(skipped: Readonly<Record<string, number>>): string {
  const parts = Object.entries(skipped).map(([reason, count]) => `${count} ${reason}`)
  return parts.length === 0 ? '' : `; skipped ${parts.join(', ')}`
}

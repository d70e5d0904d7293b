/** What every command needs, gathered once in index.ts. */
import type { Folders, Place } from '#core/folders'
import type { Log } from '#core/log'
import type { Platform } from '#domain/hardware'

export interface CliContext {
  readonly version: string
  /** Holds `out/` and `resources/`: the project's folder, or the packaged app's. */
  readonly appRoot: string
  readonly platform: Platform
  readonly env: Place['env']
  /** The same, with the user's home: what the services look around from. */
  readonly place: Place
  readonly folders: Folders
  readonly log: Log
  print(line: string): void
}

/** 0 done · 1 failed, with the reason on stderr · 2 the command line is wrong · 70 an error of ours. */
export const EXIT = { done: 0, failed: 1, usage: 2, internal: 70 } as const

/** What whoever looks after this machine decided, for all its users: a file that only administrators can write. */
import { readFileSync } from 'node:fs'
import { posix, win32 } from 'node:path'
import { z } from 'zod'
import type { Place } from '../folders.ts'
import type { Log } from '../log.ts'

const Policy = z.looseObject({ updates: z.enum(['on', 'off']).optional() })

export const policyFile = ({ platform, env }: Place): string =>
  ({
    linux: () => '/etc/rbee-marketplace/policy.json',
    darwin: () => '/Library/Application Support/rbee-marketplace/policy.json',
    win32: () => win32.join(env['ProgramData'] || 'C:\\ProgramData', 'rbee-marketplace', 'policy.json'),
  })[platform]()

/** `RBEE_UPDATES=off` says it for one start. A policy that cannot be read forbids: it was put there to do so. */
export function updatesAllowed(place: Place, log: Log, file = policyFile(place)): boolean {
  if (/^(off|0|no|false)$/i.test(place.env['RBEE_UPDATES'] ?? '')) return false
  try {
    return Policy.parse(JSON.parse(readFileSync(file, 'utf8'))).updates !== 'off'
  } catch (error) {
    if (isAbsent(error)) return true
    log.error(`the policy ${posix.basename(file)} cannot be read: no updates`, error)
    return false
  }
}

const isAbsent = (error: unknown): boolean =>
  ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')

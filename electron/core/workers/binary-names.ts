import type { Platform } from '#domain/hardware'
import type { Backend, FamilyId } from '#domain/worker'
import type { WorkerProgram } from '#domain/worker-variant'

/** What a file's name gives away. */
export interface NameMatch {
  readonly family: FamilyId
  /** `null` for a name that every backend bears. */
  readonly backend: Backend | null
}

export type MatchName = (fileName: string) => NameMatch | null

/** `.exe` counts everywhere: WSL shows Windows programs on its PATH, and people are told why those do not run. */
export function nameMatcher(programs: readonly WorkerProgram[], platform: Platform): MatchName {
  const names = new Map<string, NameMatch>()
  for (const { id, binaryNames, variants } of programs) {
    for (const name of binaryNames) names.set(name, { family: id, backend: null })
    for (const { backend, binaryNames: own } of variants)
      for (const name of own) names.set(name, { family: id, backend })
  }
  return (fileName) => {
    const stem = fileName.replace(/\.exe$/i, '')
    return names.get(platform === 'linux' ? stem : stem.toLowerCase()) ?? null
  }
}

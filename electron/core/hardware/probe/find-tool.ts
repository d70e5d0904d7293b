import { access, constants, stat } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import type { Platform } from '#domain/hardware'

export type FoundTool =
  | { readonly kind: 'found'; readonly path: string }
  | { readonly kind: 'absent' }
  | { readonly kind: 'not-runnable'; readonly why: string }

type Env = Readonly<Record<string, string | undefined>>

/** Where a desktop session's PATH does not reach: WSL's own drivers, older NVIDIA installers, ROCm. */
const MORE_FOLDERS: Readonly<Record<Platform, (env: Env) => readonly string[]>> = {
  linux: () => ['/usr/lib/wsl/lib', '/usr/local/bin', '/usr/bin', '/opt/rocm/bin', '/usr/sbin', '/sbin'],
  darwin: () => ['/usr/sbin', '/usr/bin'],
  win32(env) {
    const system = `${env['SystemRoot'] ?? 'C:\\Windows'}\\System32`
    const programs = env['ProgramFiles'] ?? 'C:\\Program Files'
    return [system, `${system}\\WindowsPowerShell\\v1.0`, `${programs}\\NVIDIA Corporation\\NVSMI`]
  },
}

export function toolFolders(platform: Platform, env: Env): string[] {
  const path = env['PATH'] ?? env['Path'] ?? ''
  return [...new Set([...path.split(delimiter).filter(Boolean), ...MORE_FOLDERS[platform](env)])]
}

/** Our own search: a shell is never asked, and something of that name that cannot run is told, not skipped in silence. */
export async function findTool(
  name: string,
  { platform, folders }: { platform: Platform; folders: readonly string[] },
): Promise<FoundTool> {
  const file = platform === 'win32' ? `${name}.exe` : name
  let notRunnable: FoundTool | null = null
  for (const folder of folders) {
    const path = join(folder, file)
    const why = await whyNotRunnable(path)
    if (why === null) return { kind: 'found', path }
    if (why !== 'absent') notRunnable ??= { kind: 'not-runnable', why: `${path} ${why}` }
  }
  return notRunnable ?? { kind: 'absent' }
}

async function whyNotRunnable(path: string): Promise<string | null> {
  try {
    if (!(await stat(path)).isFile()) return 'is not a file'
  } catch {
    return 'absent'
  }
  return access(path, constants.X_OK).then(
    () => null,
    () => 'is not executable',
  )
}

/** Keeps what we write inside the folder we were given, also when somebody has put links into it. */
import { lstat, mkdir, realpath } from 'node:fs/promises'
import { dirname, isAbsolute, join, relative, sep } from 'node:path'
import { FailureError } from '#contract/failure'

/** Makes the file's folder below `root`; no step of the way may lead out of it. */
export async function makeFolderInside(root: string, path: string): Promise<void> {
  await mkdir(root, { recursive: true })
  const realRoot = await realpath(root)
  const steps = relative(root, dirname(path)).split(sep).filter(Boolean)
  let at = realRoot
  for (const step of steps) {
    at = join(at, step)
    await mkdir(at).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
    const real = await realpath(at)
    if (!isInside(realRoot, real) || !(await lstat(real)).isDirectory())
      throw new FailureError({ code: 'not-writable', path: at })
  }
}

export function isInside(root: string, path: string): boolean {
  const way = relative(root, path)
  return way === '' || (!way.startsWith(`..${sep}`) && way !== '..' && !isAbsolute(way))
}

/** Errors of the network and the disk, as failures. */
import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { errors } from 'undici'
import { FailureError, type Failure } from '#contract/failure'

const codesOf = (error: unknown): readonly string[] => {
  const codes: string[] = []
  for (let one = error; one instanceof Error; one = one.cause) {
    const { code } = one as NodeJS.ErrnoException
    if (typeof code === 'string') codes.push(code)
    if (one instanceof AggregateError) codes.push(...one.errors.flatMap(codesOf))
  }
  return codes
}

const DISK = new Set([
  'ENOSPC',
  'EDQUOT',
  'EROFS',
  'EACCES',
  'EPERM',
  'EIO',
  'ENOENT',
  'ENOTDIR',
  'EISDIR',
  'ELOOP',
  'EFBIG',
  'EMFILE',
])

/** Null where it is no error of the network. */
export function networkFailure(error: unknown, host: string): Failure | null {
  const codes = codesOf(error)
  if (error instanceof FailureError) return error.failure
  if (codes.some((code) => DISK.has(code))) return null
  // An answer that is no HTTP comes without a code.
  if (codes.length === 0 && !(error instanceof errors.HTTPParserError)) return null
  return { code: 'offline', host }
}

export const isDiskFull = (error: unknown): boolean =>
  codesOf(error).some((code) => code === 'ENOSPC' || code === 'EDQUOT')

/** Null where it is no error of the disk that a person can do something about. */
export async function diskFailure(error: unknown, path: string, needBytes: number): Promise<Failure | null> {
  const code = codesOf(error).find((one) => DISK.has(one))
  if (code === undefined) return null
  if (isDiskFull(error))
    return { code: 'disk-full', needBytes, freeBytes: (await freeBytesAt(dirname(path))) ?? 0 }
  return ['EROFS', 'EACCES', 'EPERM', 'ENOTDIR', 'EISDIR', 'ELOOP', 'EFBIG'].includes(code)
    ? { code: 'not-writable', path }
    : null
}

/** What an unprivileged user may still write at that place, or null where nobody can say. */
export async function freeBytesAt(dir: string): Promise<number | null> {
  for (let at = dir; ; at = dirname(at)) {
    try {
      const { bavail, bsize } = await statfs(at)
      return bavail * bsize
    } catch {
      if (at === dirname(at)) return null
    }
  }
}

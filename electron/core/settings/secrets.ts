/** Tokens. They are stored as the shell's safe storage wants it, and leave this file only towards their own hub. */
import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Source } from '#domain/model'

/** Encrypts with the system's key store; null where there is none, then the file is readable by its owner alone. */
export interface Cipher {
  encrypt(text: string): Buffer
  decrypt(bytes: Buffer): string
}

export type TokenOrigin = 'environment' | 'hub-file' | 'stored'
export interface KnownToken {
  readonly value: string
  readonly from: TokenOrigin
}

export interface Secrets {
  token(source: Source): KnownToken | null
  /** One is kept that cannot be read here: another shell of ours wrote it with the system's key store. */
  isLocked(source: Source): boolean
  store(source: Source, token: string): void
  remove(source: Source): void
}

export interface SecretsDeps {
  readonly dir: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly home: string
  readonly cipher: Cipher | null
  /** Told of each token that is read or kept, before anybody else can have it. */
  hide?(token: string): void
}

const VARIABLES = { huggingface: 'HF_TOKEN', civitai: 'CIVITAI_API_KEY' } as const

export const tokensIn = (env: SecretsDeps['env']): readonly string[] =>
  Object.values(VARIABLES).flatMap((name) => usable(env[name]) ?? [])

/** What a person entered comes first: it is the newest thing they said. */
export function createSecrets({ dir, env, home, cipher, hide }: SecretsDeps): Secrets {
  for (const token of tokensIn(env)) hide?.(token)
  const fileOf = (source: Source): string => join(dir, `${source}.token`)
  const stored = (source: Source): string | null => {
    const bytes = readOrNull(fileOf(source))
    if (bytes === null) return null
    try {
      return usable(cipher ? cipher.decrypt(bytes) : bytes.toString('utf8'))
    } catch {
      return null // made by another key: it has to be entered again
    }
  }
  const surrounding = (source: Source): KnownToken | null => {
    const value = usable(env[VARIABLES[source]])
    if (value !== null) return { value, from: 'environment' }
    const inFile =
      source === 'huggingface' ? usable(readOrNull(hubTokenFile(env, home))?.toString('utf8')) : null
    return inFile === null ? null : { value: inFile, from: 'hub-file' }
  }

  return {
    token(source) {
      const value = stored(source)
      const known: KnownToken | null = value === null ? surrounding(source) : { value, from: 'stored' }
      if (known) hide?.(known.value)
      return known
    },
    isLocked: (source) => readOrNull(fileOf(source)) !== null && stored(source) === null,
    store(source, token) {
      hide?.(token)
      const bytes = cipher ? cipher.encrypt(token) : Buffer.from(token)
      writePrivately(fileOf(source), bytes)
    },
    remove: (source) => rmSync(fileOf(source), { force: true }),
  }
}

/** Where the hub's own tools keep it. */
const hubTokenFile = (env: SecretsDeps['env'], home: string): string =>
  env['HF_TOKEN_PATH'] || join(env['HF_HOME'] || join(home, '.cache', 'huggingface'), 'token')

/** A header value and nothing else: no line break can smuggle a header in. */
export function usable(token: string | undefined | null): string | null {
  const clean = token?.trim() ?? ''
  return /^[\x21-\x7e]{1,512}$/.test(clean) ? clean : null
}

function readOrNull(file: string): Buffer | null {
  try {
    return readFileSync(file)
  } catch {
    return null
  }
}

function writePrivately(file: string, bytes: Buffer): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const temporary = `${file}.${process.pid}.tmp`
  writeFileSync(temporary, bytes, { mode: 0o600, flush: true })
  chmodSync(temporary, 0o600)
  renameSync(temporary, file)
}

/** The list of parts as CycloneDX, from the lock file: what they are called, which version, whose, and their hashes. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { keyOf, manifestOf } from './parts.ts'

interface Locked {
  readonly version: string
  readonly license?: string
  /** `sha512-` and Base64. */
  readonly integrity?: string
}

const hashes = ({ integrity }: Locked) => {
  const [, base64] = /^sha512-(.+)$/.exec(integrity ?? '') ?? []
  return base64 === undefined
    ? {}
    : { hashes: [{ alg: 'SHA-512', content: Buffer.from(base64, 'base64').toString('hex') }] }
}

/** An SPDX id, or an expression of them. */
const licences = (license: string | undefined) =>
  license === undefined
    ? {}
    : { licenses: [/[ ()]/.test(license) ? { expression: license } : { license: { id: license } }] }

const purlOf = (name: string, version: string): string => `pkg:npm/${name.replace(/^@/, '%40')}@${version}`

function componentOf(name: string, locked: Locked, type: 'library' | 'framework') {
  const purl = purlOf(name, locked.version)
  const { version, license } = locked
  return { type, 'bom-ref': purl, name, version, purl, ...licences(license), ...hashes(locked) }
}

/** No date and no random number in it: the same parts make the same list. */
export function sbomOf(root: string, parts: readonly string[]): object {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, Locked>>
  }
  const { name, version, license } = manifestOf(root)
  const lockedAs = (key: string): Locked => {
    const locked = lock.packages[key]
    if (!locked) throw new Error(`${key} is part of the app and not in the lock file`)
    return locked
  }
  const libraries = parts.map((dir) =>
    componentOf(manifestOf(dir).name, lockedAs(keyOf(dir, root)), 'library'),
  )
  const electron = componentOf('electron', lockedAs('node_modules/electron'), 'framework')
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': `${name}@${version}`,
        name,
        version,
        ...licences(license),
      },
    },
    components: [electron, ...libraries],
  }
}

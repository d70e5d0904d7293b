/** Writes `licences.json` beside the built page: every package that is part of the app, with the text of its licence. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'

interface Manifest {
  readonly name: string
  readonly version: string
  readonly license?: string
  readonly dependencies?: Readonly<Record<string, string>>
}

const manifestOf = (dir: string): Manifest =>
  JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8')) as Manifest

/** The innermost package that a file lies in. */
const packageOf = (file: string): string | undefined =>
  /.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(file)?.[1]?.replaceAll('\\', '/')

/** What the main process is bundled from, and all that it needs in turn. */
function dependenciesOf({ dependencies = {} }: Manifest, modules: string, found: Set<string>): Set<string> {
  for (const name of Object.keys(dependencies)) {
    const dir = join(modules, name)
    if (found.has(name) || !existsSync(dir)) continue
    dependenciesOf(manifestOf(dir), modules, found.add(name))
  }
  return found
}

function licenceOf(dir: string) {
  const { name, version, license = 'unknown' } = manifestOf(dir)
  const file = readdirSync(dir).find((each) => /^(licen[cs]e|copying)/i.test(each))
  return { name, version, licence: license, text: file ? readFileSync(join(dir, file), 'utf8').trim() : null }
}

/** `root` holds package.json and node_modules. */
export const licences = (root: string): Plugin => ({
  name: 'licences',
  generateBundle(_, bundle) {
    const files = Object.values(bundle).flatMap((part) =>
      part.type === 'chunk' ? part.moduleIds : part.originalFileNames,
    )
    const inPage = files.map(packageOf).filter((name) => name !== undefined)
    const modules = join(root, 'node_modules')
    const folders = [...dependenciesOf(manifestOf(root), modules, new Set(inPage))]
      .toSorted()
      .map((name) => join(modules, name))
      .filter((dir) => existsSync(join(dir, 'package.json')))
    this.emitFile({
      type: 'asset',
      fileName: 'licences.json',
      source: JSON.stringify(folders.map(licenceOf)),
    })
  },
})

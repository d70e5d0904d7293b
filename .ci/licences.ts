/** Writes `licences.json` and `sbom.cdx.json` beside the built page: every package that is part of the app, each with its text. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Plugin } from 'vite'
import { manifestOf, partsOf, type Manifest } from './parts.ts'
import { sbomOf } from './sbom.ts'

interface Licence {
  readonly name: string
  readonly version: string
  readonly licence: string
  readonly text: string
}

function licenceOf(dir: string, root: string): Licence {
  const manifest = manifestOf(dir)
  const { name, version, license: licence = 'unknown' } = manifest
  const file = readdirSync(dir).find((each) => /^(licen[cs]e|copying)/i.test(each))
  return { name, version, licence, text: file ? textIn(join(dir, file)) : ownText(manifest, root) }
}

const textIn = (file: string): string => readFileSync(file, 'utf8').trim()

/** For who ships none: the licence as SPDX has it, in its author's name. */
function ownText({ name, license = 'unknown', author }: Manifest, root: string): string {
  const file = join(root, '.ci/licence-texts', `${license}.txt`)
  if (!existsSync(file))
    throw new Error(`${name} comes without a text of its licence: put that of ${license} in ${file}`)
  const holder = typeof author === 'string' ? author : (author?.name ?? `the authors of ${name}`)
  return `Copyright (c) ${holder}\n\n${textIn(file)}`
}

/** Its own text comes with it, and lies beside the program with the thousands of lines of Chromium's parts. */
function electronLicence(root: string): Licence {
  const { text, ...electron } = licenceOf(join(root, 'node_modules/electron'), root)
  const where = [
    'Electron and Chromium, on which this app runs, bring texts of their own:',
    'LICENSE.electron.txt and LICENSES.chromium.html.',
    'On Windows and Linux they lie in the folder of the program, on macOS inside it, in Contents/Resources.',
  ]
  return { ...electron, text: `${where.join('\n')}\n\n${text}` }
}

/** `root` holds package.json and node_modules. */
export const licences = (root: string): Plugin => ({
  name: 'licences',
  generateBundle(_, bundle) {
    const files = Object.values(bundle).flatMap((part) =>
      part.type === 'chunk' ? part.moduleIds : part.originalFileNames,
    )
    const parts = partsOf(
      root,
      files.map((file) => resolve(root, 'src', file.replace(/^\0/, '').replace(/\?.*$/, ''))),
    )
    const emit = (fileName: string, value: unknown): void =>
      void this.emitFile({ type: 'asset', fileName, source: JSON.stringify(value) })
    emit('licences.json', [electronLicence(root), ...parts.map((dir) => licenceOf(dir, root))])
    emit('sbom.cdx.json', sbomOf(root, parts))
  },
})

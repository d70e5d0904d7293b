/** Writes `licences.json` and `sbom.cdx.json` beside the built page: every package that is part of the app. */
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Plugin } from 'vite'
import { manifestOf, partsOf } from './parts.ts'
import { sbomOf } from './sbom.ts'

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
    const parts = partsOf(
      root,
      files.map((file) => resolve(root, 'src', file.replace(/^\0/, '').replace(/\?.*$/, ''))),
    )
    const emit = (fileName: string, value: unknown): void =>
      void this.emitFile({ type: 'asset', fileName, source: JSON.stringify(value) })
    emit('licences.json', parts.map(licenceOf))
    emit('sbom.cdx.json', sbomOf(root, parts))
  },
})

/** Node plays Electron's main process and Chromium its pages: loads the built app with `electron` resolved to us. */
import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { host, launch } from './electron/host.ts'

const dir = resolve(host.args.find((argument) => !argument.startsWith('-')) ?? '.')
const manifest = JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8')) as typeof host.manifest & {
  main: string
}
const electron = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../node_modules/electron/package.json'), 'utf8'),
) as { version: string }
host.dir = dir
host.manifest = manifest
Object.defineProperty(process.versions, 'electron', { value: electron.version, enumerable: true })
Object.assign(process, { type: 'browser', resourcesPath: join(dir, 'resources'), defaultApp: true })

const standIn = pathToFileURL(join(import.meta.dirname, 'electron/index.ts')).href
registerHooks({
  resolve: (specifier, context, next) =>
    /^electron(\/(main|common))?$/.test(specifier)
      ? { url: standIn, format: 'module-typescript', shortCircuit: true }
      : next(specifier, context),
})
await import(standIn)
void launch() // like Electron, `ready` is not held back for the app's own imports
await import(pathToFileURL(join(dir, manifest.main)).href)

/**
 * Signs the metadata of a release, as the app checks it before it believes a word of it.
 *   node .ci/sign-update.ts --new-key FILE     makes a key pair: the private half into FILE, which belongs in no repository,
 *                                              the public half into resources/update-key.pem, which every build carries
 *   node .ci/sign-update.ts                    signs dist/latest*.yml with the key in the file that RBEE_UPDATE_KEY names
 */
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

const root = join(import.meta.dirname, '..')
const { values } = parseArgs({
  options: {
    'new-key': { type: 'string' },
    public: { type: 'string', default: join(root, 'resources/update-key.pem') },
    dir: { type: 'string', default: join(root, 'dist') },
  },
})
const publicFile = values.public
const newKey = values['new-key']
if (newKey === undefined) signAll(values.dir)
else makeKey(newKey)

function makeKey(privateFile: string): void {
  if (existsSync(publicFile)) throw new Error(`${publicFile} exists: apps out there know that key alone`)
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  writeFileSync(privateFile, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' })
  writeFileSync(publicFile, publicKey.export({ type: 'spki', format: 'pem' }))
  console.log(`private: ${privateFile} (keep it safe and secret)\npublic: ${publicFile}`)
}

function signAll(dir: string): void {
  const keyFile = process.env['RBEE_UPDATE_KEY']
  if (keyFile === undefined || !existsSync(publicFile)) {
    console.log(
      'Not signed: RBEE_UPDATE_KEY names no key. Apps out there will not take this release as an update.',
    )
    return
  }
  const key = createPrivateKey(readFileSync(keyFile))
  const told = createPublicKey(key).export({ type: 'spki', format: 'pem' })
  if (told !== readFileSync(publicFile, 'utf8')) throw new Error('this is not the key that the apps know')
  const names = readdirSync(dir).filter((name) => /^latest.*\.yml$/.test(name))
  for (const name of names) {
    const signature = sign(null, readFileSync(join(dir, name)), key)
    writeFileSync(join(dir, `${name}.sig`), `${signature.toString('base64')}\n`)
  }
  console.log(`signed: ${names.join(', ') || 'nothing: there is no latest*.yml'}`)
}

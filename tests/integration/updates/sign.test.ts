/** The maker's side: a key is made once, and every release's metadata is signed with it. */
import { spawnSync } from 'node:child_process'
import { createPublicKey, verify } from 'node:crypto'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { tempDir } from '../../helpers/temp-dir.ts'

const SCRIPT = join(import.meta.dirname, '../../../.ci/sign-update.ts')

function run(dir: string, args: readonly string[], key?: string) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [SCRIPT, '--public', join(dir, 'public.pem'), '--dir', dir, ...args],
    { encoding: 'utf8', env: { PATH: process.env['PATH'], ...(key && { RBEE_UPDATE_KEY: key }) } },
  )
  return { status, said: stdout + stderr }
}

test('what is signed is what the app will check', () => {
  using dir = tempDir()
  const key = join(dir.path, 'private.pem')
  expect(run(dir.path, ['--new-key', key]).status).toBe(0)
  expect(statSync(key).mode & 0o077).toBe(0)
  const metadata = join(dir.path, 'latest-linux.yml')
  writeFileSync(metadata, 'version: 1.2.3\n')
  expect(run(dir.path, [], key)).toMatchObject({ status: 0, said: 'signed: latest-linux.yml\n' })
  const signature = Buffer.from(readFileSync(`${metadata}.sig`, 'latin1'), 'base64')
  const publicKey = createPublicKey(readFileSync(join(dir.path, 'public.pem')))
  expect(verify(null, readFileSync(metadata), publicKey, signature)).toBe(true)
})

test('a key is never replaced, and another one signs nothing', () => {
  using dir = tempDir()
  using other = tempDir()
  run(dir.path, ['--new-key', join(dir.path, 'private.pem')])
  run(other.path, ['--new-key', join(other.path, 'private.pem')])
  writeFileSync(join(dir.path, 'latest.yml'), 'version: 1.2.3\n')
  expect(run(dir.path, ['--new-key', join(dir.path, 'second.pem')]).status).not.toBe(0)
  expect(run(dir.path, [], join(other.path, 'private.pem')).said).toContain('not the key that the apps know')
  expect([existsSync(join(dir.path, 'second.pem')), existsSync(join(dir.path, 'latest.yml.sig'))]).toEqual([
    false,
    false,
  ])
})

test('without a key that is said, and is no failure', () => {
  using dir = tempDir()
  expect(run(dir.path, [])).toMatchObject({
    status: 0,
    said: expect.stringContaining('Not signed') as unknown,
  })
})

import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSecrets, usable, type Cipher } from '#core/settings/secrets'

let home: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'rbee-secrets-'))
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

const secrets = (env: Record<string, string> = {}, cipher: Cipher | null = null) =>
  createSecrets({ dir: join(home, 'data'), env, home, cipher })
/** Not a good one, but one that only knows its own. */
const reversing: Cipher = {
  encrypt: (text) => Buffer.from(`sealed${text.split('').toReversed().join('')}`),
  decrypt(bytes) {
    if (!bytes.toString().startsWith('sealed')) throw new Error('another key')
    return bytes.toString().slice(6).split('').toReversed().join('')
  },
}

describe('tokens', () => {
  it("entered, else of the environment, else of the hub's own tools", () => {
    expect(secrets().token('huggingface')).toBe(null)
    mkdirSync(join(home, '.cache/huggingface'), { recursive: true })
    writeFileSync(join(home, '.cache/huggingface/token'), 'hf_file\n')
    expect(secrets().token('huggingface')).toEqual({ value: 'hf_file', from: 'hub-file' })
    const env = { HF_TOKEN: 'hf_env', CIVITAI_API_KEY: 'civ' }
    expect(secrets(env).token('huggingface')).toEqual({ value: 'hf_env', from: 'environment' })
    expect(secrets(env).token('civitai')).toEqual({ value: 'civ', from: 'environment' })
    secrets().store('huggingface', 'hf_mine')
    expect(secrets(env).token('huggingface')).toEqual({ value: 'hf_mine', from: 'stored' })
    secrets().remove('huggingface')
    expect(secrets(env).token('huggingface')?.from).toBe('environment')
  })

  it.runIf(process.platform !== 'win32')('lie in a file that only their owner can read', () => {
    secrets().store('civitai', 'abc')
    expect(statSync(join(home, 'data/civitai.token')).mode & 0o777).toBe(0o600)
  })

  it('are sealed where the system can, and a seal of another key is no token', () => {
    secrets({}, reversing).store('civitai', 'abcdef')
    expect(readFileSync(join(home, 'data/civitai.token'), 'utf8')).not.toContain('abcdef')
    expect(secrets({}, reversing).token('civitai')?.value).toBe('abcdef')
    writeFileSync(join(home, 'data/civitai.token'), 'other')
    expect(secrets({}, reversing).token('civitai')).toBe(null)
  })

  it('never carry a line break into a header', () => {
    expect(usable(' hf_x \n')).toBe('hf_x')
    for (const text of ['', 'a b', 'a\r\nx: y', 'ü', 'x'.repeat(600), null]) expect(usable(text)).toBe(null)
  })
})

/** The command as a user meets it: a real process, a new home, no network at all. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, describe, expect, it } from 'vitest'
import { CatalogPage } from '#contract/catalog'
import { tempDir } from '../../helpers/temp-dir.ts'

const CLI = join(import.meta.dirname, '../../../electron/cli/index.ts')
const home = tempDir()
afterAll(() => home[Symbol.dispose]())

async function search(...args: string[]): Promise<{ out: string; error: string; code: number | null }> {
  const child = spawn(process.execPath, [CLI, 'search', ...args], {
    env: {
      PATH: '/usr/bin:/bin',
      HOME: home.path,
      RBEE_DATA_DIR: join(home.path, 'data'),
      RBEE_CACHE_DIR: join(home.path, 'cache'),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [out, error, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ])
  return { out, error, code }
}

describe('search', { timeout: 60_000 }, () => {
  it('shows nothing where no worker is installed, and says what is hidden', async () => {
    const { out, code } = await search('llama')
    expect(out).toMatch(/^0 models run here\.\nHidden: \d+ not compatible \(--incompatible\)\./)
    expect(code).toBe(0)
  })

  it('finds models of the bundled snapshot, by words, operators and sorts', async () => {
    const { out, code } = await search(
      'qwen',
      'size:<8gb',
      '--incompatible',
      '--sort',
      'downloads',
      '--limit',
      '5',
      '--json',
    )
    const page = CatalogPage.parse(JSON.parse(out))
    expect(code).toBe(0)
    expect(page.items).toHaveLength(5)
    expect(page.total).toBeGreaterThan(5)
    const downloads = page.items.map((item) => item.downloads ?? 0)
    expect(downloads).toEqual(downloads.toSorted((a, b) => b - a))
    const next = await search(
      'qwen',
      'size:<8gb',
      '--incompatible',
      '--sort',
      'downloads',
      '--cursor',
      page.next!,
      '--json',
    )
    const ids = CatalogPage.parse(JSON.parse(next.out)).items.map(({ id }) => id)
    for (const { id } of page.items) expect(ids).not.toContain(id)
  })

  it('keeps the quotes that the shell took away, and explains what it did not understand', async () => {
    const { out, error } = await search('base:SDXL 1.0', 'wat:1', '--incompatible')
    expect(error).toContain('"wat:1": there is no such operator')
    expect(error).not.toContain('SDXL')
    expect(out).toContain('models run here.')
  })

  it('refuses a cursor that is not its own, and a limit that is none', async () => {
    expect((await search('x', '--cursor', 'nonsense')).code).toBe(1)
    expect((await search('x', '--limit', '0')).code).toBe(2)
  })
})

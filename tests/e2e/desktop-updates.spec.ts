/** A new version of the installed app, from its offer to the file that takes the old one's place. */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { _electron } from '@playwright/test'
import { startUpdateServer } from '../integration/updates/update-server.ts'
import { appEnvironment, electronExecutable, expect, ROOT, test } from './shell.ts'

test('it is offered, put off, fetched, and put in place with a restart', async ({ home }) => {
  const server = await startUpdateServer()
  server.release({ version: '9.1.0', notes: '<p>Finds <b>more</b>.</p><img src=x onerror=alert(1)>' })
  const app = join(home, 'app')
  mkdirSync(app)
  for (const name of ['out', 'resources', 'package.json'])
    cpSync(join(ROOT, name), join(app, name), { recursive: true })
  writeFileSync(join(app, 'resources/update-key.pem'), server.publicKey)
  writeFileSync(
    join(app, 'resources/app-update.yml'),
    'provider: generic\nupdaterCacheDirName: rbee-updater\n',
  )
  const installed = join(home, 'rbee.AppImage')
  writeFileSync(installed, 'the old one', { mode: 0o755 })
  const electron = await _electron.launch({
    executablePath: electronExecutable(),
    args: [app, `--user-data-dir=${join(home, 'electron')}`, '--packaged'],
    env: appEnvironment(home, {
      APPIMAGE: installed,
      RBEE_UPDATES: server.url,
      RBEE_STARTED: join(home, 'started'),
      HF_HUB_OFFLINE: '',
      HF_ENDPOINT: server.url,
      CIVITAI_ENDPOINT: server.url,
      RBEE_WORKER_CATALOG: server.url,
    }),
  })
  try {
    const page = await electron.firstWindow()
    await page.locator('main').waitFor()
    await page.goto(new URL('/?page=settings&section=updates', page.url()).href)
    await page.getByRole('button', { name: 'Look now' }).click()
    await expect(page.getByText('Version 9.1.0 is here')).toBeVisible()
    await expect(page.getByRole('region', { name: 'What is new' })).toHaveText('Finds more.')
    await page.getByRole('button', { name: 'Later' }).click()
    await expect(page.getByText('This is the newest version')).toBeVisible()
    await page.getByRole('button', { name: 'Look now' }).click()
    await page.getByRole('button', { name: 'Download (' }).click()
    await expect(page.getByText('Version 9.1.0 is ready')).toBeVisible()
    expect(readFileSync(installed, 'utf8')).toBe('the old one')
    const closed = electron.waitForEvent('close')
    await page.getByRole('button', { name: 'Restart now' }).click()
    await closed
    expect(readFileSync(installed).equals(server.installer)).toBe(true)
    await expect.poll(() => readFileSync(join(home, 'started'), 'utf8')).not.toBe('')
  } finally {
    await electron.close()
    await server.dispose()
  }
})

test('a copy that was not installed says why there are none', async ({ page }) => {
  await page.goto(new URL('/?page=settings&section=updates', page.url()).href)
  await expect(page.getByText('This copy is updated the way it was installed.')).toBeVisible()
})

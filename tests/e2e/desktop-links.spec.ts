/** Links as each system hands them over, on Electron or its stand-in. */
import type { ElectronApplication, Page } from '@playwright/test'
import { expect, picture, test } from './shell.ts'

const heading = (page: Page) => page.getByRole('heading', { level: 1 })

async function hand(
  electron: ElectronApplication | null,
  event: 'second-instance' | 'open-url',
  link: string,
) {
  const prevented = await electron?.evaluate(
    ({ app }, { name, text }) => {
      let kept = false
      const told = { preventDefault: () => void (kept = true) }
      app.emit(name, told, ...(name === 'open-url' ? [text] : [['/usr/bin/app', '--flag', text], '/']))
      return kept
    },
    { name: event, text: link },
  )
  return prevented
}

test.describe('from a cold start', () => {
  test.use({ appArgs: ['rbee://install-worker/llm-worker-rbee-cuda'] })
  test('the page asks first', async ({ shell, page }) => {
    await expect(heading(page)).toHaveText('From a link')
    await expect(page.getByText(/asks to install the worker llm-worker-rbee-cuda/)).toBeVisible()
    await expect(page.getByText(/nothing has been fetched or started/i)).toBeVisible()
    await picture(shell, 'incoming-worker')
    await page.getByRole('button', { name: 'Not now' }).click()
    await expect(heading(page)).not.toHaveText('From a link')
  })
})

test('in a running app, from a second start: one at a time, and a later one cannot take its place', async ({
  shell,
  page,
}) => {
  await expect(heading(page)).toBeVisible()
  await hand(shell.electron, 'second-instance', 'rbee://install-worker/first-worker')
  await expect(page.getByText(/the worker first-worker/)).toBeVisible()
  await hand(shell.electron, 'second-instance', 'rbee://install-worker/second-worker')
  await expect(page.getByText('1 more link is waiting.')).toBeVisible()
  await expect(page.getByText(/the worker first-worker/)).toBeVisible()
  await page.getByRole('button', { name: 'Not now' }).click()
  await expect(page.getByText(/the worker second-worker/)).toBeVisible()
  await page.getByRole('button', { name: 'Workers for this machine' }).click()
  await expect(heading(page)).toHaveText('This machine')
})

test('from macOS, as an event; what cannot be followed says why', async ({ shell, page }) => {
  await expect(heading(page)).toBeVisible()
  expect(await hand(shell.electron, 'open-url', 'rbee://open/hive/settings')).toBe(true)
  await expect(page.getByText('It is for another part of rbee.')).toBeVisible()
})

test('arguments that are no links are not read', async ({ shell, page }) => {
  await expect(heading(page)).toBeVisible()
  await hand(shell.electron, 'second-instance', 'https://huggingface.co/org/name')
  await page.waitForTimeout(300)
  await expect(heading(page)).not.toHaveText('From a link')
})

test('a hub’s address that is pasted or dropped is asked about too', async ({ shell, page }) => {
  await expect(heading(page)).toBeVisible()
  await page.evaluate(() => {
    const data = new DataTransfer()
    data.setData('text/plain', 'https://huggingface.co/TinyLlama/TinyLlama-1.1B-Chat-v1.0')
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }))
  })
  await expect(heading(page)).toHaveText('From a link')
  // The catalog may still be arriving; until then nobody can be asked, for these tests have no network.
  await expect(async () => {
    const retry = page.getByRole('button', { name: 'Try again' })
    if (await retry.isVisible()) await retry.click()
    await expect(page.getByRole('button', { name: 'Look at the model' })).toBeVisible({ timeout: 1_000 })
  }).toPass({ timeout: 30_000 })
  await expect(page.getByRole('heading', { name: 'TinyLlama-1.1B-Chat-v1.0' })).toBeVisible()
  await picture(shell, 'incoming-model')
  await page.evaluate(() => {
    const data = new DataTransfer()
    data.setData('text/uri-list', 'rbee://worker/dropped')
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true }))
  })
  await expect(page.getByText('1 more link is waiting.')).toBeVisible()
})

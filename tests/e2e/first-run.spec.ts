import { join } from 'node:path'
import { addWorker, expect, expectAccessible, picture, test } from './demo.ts'

test.use({ firstRun: true })
const title = { level: 1 } as const

test.describe('with workers', () => {
  test('three steps lead from the machine to its models, once', async ({ shell, page }) => {
    await expect(page.getByRole('heading', title)).toHaveText('This is your machine')
    await expectAccessible(page, 'machine')
    await picture(shell, 'first-run-1-machine')
    await page.getByRole('button', { name: 'Continue' }).click()
    await expect(page.getByRole('heading', title)).toHaveText('These workers run models here')
    await expect(page.getByRole('heading', title)).toBeFocused()
    await expectAccessible(page, 'workers')
    await picture(shell, 'first-run-2-workers')
    await page.getByRole('button', { name: 'Continue' }).click()
    await expect(page.getByRole('article').first()).toBeVisible({ timeout: 20_000 })
    await expectAccessible(page, 'models')
    await picture(shell, 'first-run-3-models')
    await page.getByRole('button', { name: 'Show all models' }).click()
    await expect(page.getByRole('heading', title)).toHaveText('Discover')
    await page.reload()
    await expect(page.getByRole('heading', title)).toHaveText('Discover')
  })

  test('whoever skips it is not asked again', async ({ page }) => {
    await page.getByRole('button', { name: 'Skip' }).click()
    await expect(page.getByRole('heading', title)).toHaveText('Discover')
    await page.reload()
    await expect(page.getByRole('heading', title)).toHaveText('Discover')
  })
})

test.describe('without a worker', () => {
  test.use({ workers: [] })

  test('it tells how to get one, and follows when it comes', async ({ shell, page, home }) => {
    await page.getByRole('button', { name: 'Continue' }).click()
    await expect(page.getByRole('heading', title)).toHaveText('One thing is missing: a worker')
    await expect(page.getByRole('button', { name: 'Copy install command' }).first()).toBeVisible()
    await page.getByRole('button', { name: 'Details of LLM worker CPU' }).click()
    await expect(page.getByRole('button', { name: 'github.com/rbee-keeper/rbee' })).toBeVisible()
    await expectAccessible(page, 'no worker')
    await picture(shell, 'first-run-2-no-worker')
    addWorker(join(home, 'bin'), 'llm-worker-rbee-cpu')
    await expect(page.getByRole('heading', title)).toHaveText('These workers run models here')
  })

  test('one can look around anyway, as if there were one', async ({ page }) => {
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.getByRole('button', { name: 'Look around anyway' }).click()
    await expect(page.getByRole('heading', title)).toHaveText('These would run here')
    await expect(page.getByRole('article').first()).toBeVisible({ timeout: 20_000 })
    await page.getByRole('button', { name: 'Show all models' }).click()
    await expect(page.getByRole('heading', title)).toHaveText('Discover')
    await expect(page.getByText(/models would run with/)).toBeVisible()
  })
})

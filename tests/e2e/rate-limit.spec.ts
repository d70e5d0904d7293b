/** A hub that asks us to slow down: it is said where it matters, with the time until it is asked again. */
import { expect, test } from './demo.ts'

test('the search and the state of the catalog count down to when the hub is asked again', async ({
  page,
  hub,
}) => {
  await expect(page.getByRole('article').first()).toBeVisible({ timeout: 30_000 })
  hub.faults.add({ path: '^/api/models\\?', effect: { kind: 'rate-limit', retryAfter: 40 } })
  await page.getByRole('searchbox').fill('tiny')
  const note = page.getByText(/HuggingFace.*: asked to slow down, searched again in \d+s\./)
  await expect(note).toBeVisible()
  const before = await note.textContent()
  await expect(note).not.toHaveText(before ?? '')
  await page.getByRole('button', { name: 'The catalog' }).click()
  const refresh = page.getByRole('button', { name: 'Refresh now' })
  if (await refresh.isVisible()) await refresh.click()
  await expect(page.getByText(/asks us to slow down; again in \d+s/).first()).toBeVisible()
})

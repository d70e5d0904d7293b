/** Every page and state of the app, by its address, on a machine where much is going on. */
import type { Page } from '@playwright/test'
import type { DemoHub } from '../hub/demo-hub.ts'
import { expect } from './shell.ts'

export const PLACES: readonly (readonly [name: string, address: string])[] = [
  ['discover', ''],
  ['discover-table', 'view=table'],
  ['discover-filtered', 'format=safetensors&incompatible=1&q=llama'],
  ['discover-images', 'tab=image&incompatible=1'],
  ['discover-nothing', 'q=there+is+no+such+model'],
  ['model', 'id=huggingface:rbee-demo/tiny-llama'],
  ['model-gguf', 'id=huggingface:rbee-demo/tiny-llama-GGUF'],
  ['model-gated', 'id=huggingface:rbee-demo/tiny-gemma-behind-terms'],
  ['model-incompatible', 'id=huggingface:TheBloke/DiscoLM-120b-GPTQ'],
  ['model-picture', 'id=civitai:9000010'],
  ['model-lora', 'id=civitai:9000020'],
  ['model-gone', 'id=huggingface:rbee-demo/no-such-model'],
  ['what-if', 'if=llm-worker-rbee-cuda&ifgpu=24576'],
  ['matrix', 'page=matrix'],
  ['downloads', 'page=downloads'],
  ['library', 'page=library'],
  ['this-machine', 'page=machine'],
  ['incoming', 'page=incoming'],
  ...[
    'appearance',
    'models',
    'network',
    'accounts',
    'downloads',
    'folders',
    'data',
    'updates',
    'diagnostics',
    'keyboard',
    'about',
  ].map((section) => [`settings-${section}`, `page=settings&section=${section}`] as const),
]

/** Goes there as a link of the app would, and waits until what belongs there is there. */
export async function visit(page: Page, address: string): Promise<void> {
  await page.evaluate((search) => {
    history.pushState(null, '', search === '' ? location.pathname : `${location.pathname}?${search}`)
    dispatchEvent(new PopStateEvent('popstate'))
  }, address)
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible()
  await expect(page.locator('main .waits:visible')).toHaveCount(0)
}

/** One model installed, one that failed, and one on its way. */
export async function keepBusy(page: Page, hub: DemoHub): Promise<void> {
  hub.faults.add({ path: 'tiny-qwen2.*/resolve/', effect: { kind: 'status', status: 404 } })
  hub.store.tamper = (_exchange, _count, key) =>
    key.includes('model-0000') ? { kind: 'drip', bytesPerSecond: 60_000 } : null
  for (const name of ['tiny-llama', 'tiny-qwen2-instruct', 'tiny-mistral-in-two-parts']) {
    const card = page.getByRole('article', { name, exact: true })
    await expect(card).toBeVisible({ timeout: 30_000 })
    await card.getByRole('button', { name: /^Get/ }).click()
  }
  await visit(page, 'page=library')
  await expect(page.getByText('tiny-llama', { exact: true }).first()).toBeVisible({ timeout: 20_000 })
}

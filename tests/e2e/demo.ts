/** The running app with the loopback hub beside it and workers in its path. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { elf } from '../fixtures/workers/programs.ts'
import { createDemoHub, type DemoHub } from '../hub/demo-hub.ts'
import { expect, test as base } from './shell.ts'

interface Options {
  /** The names of the workers that lie in the path. */
  workers: string[]
}

export const test = base.extend<Options & { hub: DemoHub; workerPath: string }>({
  workers: [['llm-worker-rbee-cpu', 'sd-worker-rbee-cpu'], { option: true }],
  workerPath: async ({ home, workers }, use) => {
    const bin = join(home, 'bin')
    mkdirSync(bin)
    for (const name of workers) addWorker(bin, name)
    await use([bin, process.env['PATH'] ?? ''].join(delimiter))
  },
  hub: async ({}, use) => {
    const hub = await createDemoHub()
    await use(hub)
    await hub.dispose()
  },
  appEnv: ({ hub, workerPath }, use) =>
    use({ PATH: workerPath, HF_ENDPOINT: hub.url, CIVITAI_ENDPOINT: hub.url, HF_HUB_OFFLINE: '' }),
})

export function addWorker(bin: string, name: string): void {
  writeFileSync(join(bin, name), elf({ texts: [name], prints: `Usage: ${name}\n` }))
  chmodSync(join(bin, name), 0o755)
}

export { expect, picture } from './shell.ts'

/** Nothing that axe complains of, in either theme. An open menu or list stands outside of the landmarks, by its nature. */
export async function expectAccessible(page: Page, what: string, { menu = false } = {}): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const { violations } = await new AxeBuilder({ page })
      .setLegacyMode()
      .disableRules(menu ? ['region'] : [])
      .analyze()
    expect(violations.map(({ id, nodes }) => `${what}, ${colorScheme}: ${id} at ${nodes[0]?.html}`)).toEqual(
      [],
    )
  }
}

import { defineConfig } from '@playwright/test'
import { findChromium } from './tests/host/find-chromium.ts'

const PAGES_ONLY = [
  'every-page',
  'states',
  'showcase',
  'model',
  'matrix',
  'settings',
  'incoming',
  'rate-limit',
  'endless-content',
]

export default defineConfig({
  testDir: 'tests/e2e',
  globalSetup: './tests/setup/playwright-global.ts',
  outputDir: 'test-results',
  workers: 2,
  retries: 1, // limits in seconds on machines that others load; what needed the second try is listed as flaky
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json', { outputFile: '.reports/e2e.json' }]],
  use: { launchOptions: { executablePath: findChromium() } },
  // The same specs on both shells, but what only looks at pages.
  projects: [
    { name: 'serve', testIgnore: ['**/electron-only.spec.ts', '**/desktop-*.spec.ts'] },
    { name: 'electron', testIgnore: ['serve-only', ...PAGES_ONLY].map((name) => `**/${name}.spec.ts`) },
  ],
})

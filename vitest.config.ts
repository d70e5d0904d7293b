import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['tests/{unit,integration}/**/*.test.{ts,tsx}'],
    globalSetup: 'tests/setup/vitest-global.ts',
    setupFiles: 'tests/setup/vitest-each.ts',
    maxWorkers: 2,
    retry: 1, // several tests hold real machines to milliseconds; vitest lists what needed a second try
    testTimeout: 20_000,
    hookTimeout: 20_000,
  },
})

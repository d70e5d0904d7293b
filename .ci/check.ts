/** `npm run check`: every check there is, each by name, all of them run even when one fails. */
import { spawnSync } from 'node:child_process'

const steps: readonly (readonly [string, string])[] = [
  ['types per area', 'npm run -s types'],
  ['lint, import boundaries and cycles', 'npm run -s lint'],
  ['formatting', 'npm run -s format:check'],
  ['dead code and unused dependencies', 'knip --no-progress'],
  ['lock file', 'node .ci/lock-check.mjs'],
  ['known faults in dependencies', 'node .ci/audit.ts'],
  [
    'unit and integration tests',
    'vitest run --reporter=default --reporter=json --outputFile.json=.reports/vitest.json',
  ],
  ['build', 'npm run -s build'],
  ['end-to-end on both shells', 'playwright test'],
  ['packaging', 'node .ci/pack-check.ts'],
  ['the catalog at 20,000 models', 'node tests/bench/catalog.ts --quick'],
  ['soak, half a minute of it', 'node tests/bench/soak.ts --minutes 0.5 --downloads 15'],
]

const failed: string[] = []
for (const [name, command] of steps) {
  const start = performance.now()
  console.log(`\n── ${name}`)
  const { status } = spawnSync(command, { shell: true, stdio: 'inherit' })
  console.log(
    `── ${name}: ${status === 0 ? 'holds' : 'FAILS'} (${((performance.now() - start) / 1000).toFixed(1)} s)`,
  )
  if (status !== 0) failed.push(name)
}
console.log(failed.length === 0 ? '\nAll checks hold.' : `\nFailing: ${failed.join('; ')}`)
process.exitCode = failed.length === 0 ? 0 : 1

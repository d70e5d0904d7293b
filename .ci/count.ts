/** Adds up what the two test runners wrote, as one closing line. */
import { existsSync, readFileSync } from 'node:fs'

interface VitestReport {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[]
}
interface PlaywrightReport {
  readonly stats: { readonly expected: number; readonly unexpected: number; readonly flaky: number }
}

const read = (file: string): unknown => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null)

const vitest = read('.reports/vitest.json') as VitestReport | null
const playwright = read('.reports/e2e.json') as PlaywrightReport | null
const passed =
  (vitest?.numPassedTests ?? 0) + (playwright?.stats.expected ?? 0) + (playwright?.stats.flaky ?? 0)
// A file that fails before its first test counts as one failure; so does a runner that never reported.
const brokenFiles = vitest?.testResults.filter(
  (file) => file.status === 'failed' && file.assertionResults.length === 0,
)
const missing = [vitest, playwright].filter((report) => report === null).length
const failed =
  (vitest?.numFailedTests ?? 0) + (brokenFiles?.length ?? 0) + (playwright?.stats.unexpected ?? 0) + missing

console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1

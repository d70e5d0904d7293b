/**
 * Known faults in dependencies. What is accepted stands in `audit-exceptions.json`, each advisory with a reason and a
 * last day. Where the registry cannot be asked, that is said, and is no failure.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

interface Exception {
  readonly advisory: string
  readonly reason: string
  /** The last day, as 2026-12-31. */
  readonly until: string
}
interface Advisory {
  readonly url: string
  readonly title: string
  readonly severity: string
}
interface Report {
  readonly message?: string
  readonly vulnerabilities?: Readonly<Record<string, { readonly via: readonly (Advisory | string)[] }>>
}

const exceptions = JSON.parse(
  readFileSync(join(import.meta.dirname, 'audit-exceptions.json'), 'utf8'),
) as readonly Exception[]
const today = new Date().toISOString().slice(0, 10)
const isAccepted = ({ url }: Advisory): boolean =>
  exceptions.some(({ advisory, until }) => url.endsWith(advisory) && until >= today)

const { stdout } = spawnSync('npm', ['audit', '--json'], { encoding: 'utf8', timeout: 60_000 })
const report = read(stdout)
if (report?.vulnerabilities === undefined) {
  console.log(`Not audited: the registry does not answer (${report?.message ?? 'no answer'}).`)
} else {
  const found = Object.entries(report.vulnerabilities).flatMap(([name, { via }]) =>
    via.filter((cause) => typeof cause !== 'string').map((advisory) => ({ name, advisory })),
  )
  const open = found.filter(({ advisory }) => !isAccepted(advisory))
  for (const { name, advisory } of open)
    console.error(`${name}: ${advisory.severity}: ${advisory.title} (${advisory.url})`)
  console.log(`${found.length} advisories, ${found.length - open.length} accepted, ${open.length} open`)
  process.exitCode = open.length === 0 ? 0 : 1
}

function read(text: string): Report | null {
  try {
    return JSON.parse(text) as Report
  } catch {
    return null
  }
}

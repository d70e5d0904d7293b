/**
 * Packages the app as far as that goes without Electron's binary, and looks at the result: the configuration's schema,
 * what is inside the archive and how large it is, the fuses, and whether the packaged app starts (in the stand-in).
 */
import { extractAll, extractFile, getRawHeader, listPackage } from '@electron/asar'
import { getCurrentFuseWire } from '@electron/fuses'
import { _electron } from '@playwright/test'
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeFakeElectron } from './fake-electron.ts'

const BUDGET_MB = 12
const root = join(import.meta.dirname, '..')
const temp = mkdtempSync(join(tmpdir(), 'rbee-pack-'))
const problems: string[] = []
const expect = (holds: boolean, problem: string): void => void (holds || problems.push(problem))

try {
  await makeFakeElectron(join(temp, 'electron'))
  build(temp)
  const app = join(temp, 'dist/linux-unpacked')
  const asar = join(app, 'resources/app.asar')
  checkContents(listPackage(asar, { isPack: false }))
  checkParts(asar)
  checkUpdates(app)
  await checkTwice(asar)
  const sizeMB = statSync(asar).size / 1e6
  expect(sizeMB <= BUDGET_MB, `app.asar has ${sizeMB.toFixed(1)} MB; the budget is ${BUDGET_MB} MB`)
  await checkFuses(join(app, 'rbee-marketplace'))
  await checkWindows(asar)
  extractAll(asar, join(temp, 'app'))
  await checkStarts(join(temp, 'app'))
  console.log(`app.asar: ${sizeMB.toFixed(2)} MB of ${BUDGET_MB} MB allowed`)
} finally {
  rmSync(temp, { recursive: true, force: true })
}
for (const problem of problems) console.error(`packaging: ${problem}`)
console.log(
  problems.length === 0 ? 'packaging: all checks hold' : `packaging: ${problems.length} checks fail`,
)
process.exitCode = problems.length === 0 ? 0 : 1

function build(folder: string, system: 'linux' | 'win' = 'linux'): void {
  const builder = join(root, 'node_modules/electron-builder/cli.js')
  const args = [
    `--${system}`,
    'dir',
    '--x64',
    '-c.win.signAndEditExecutable=false', // which would need Wine
    `-c.electronDist=${folder}/electron`,
    `-c.directories.output=${folder}/dist`,
  ]
  const { status, stdout, stderr } = spawnSync(process.execPath, [builder, ...args], {
    cwd: root,
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`electron-builder refused:\n${stdout}\n${stderr}`)
}

function checkContents(files: readonly string[]): void {
  const needed = [
    '/package.json',
    '/out/main/index.js',
    '/out/main/cli.js',
    '/out/preload/index.cjs',
    '/out/renderer/index.html',
    '/out/renderer/licences.json',
    '/out/renderer/sbom.cdx.json',
    '/resources/tray.png',
  ]
  for (const file of needed) expect(files.includes(file), `${file} is missing`)
  const unwanted = files.filter((file) =>
    /\.map$|node_modules|\.ts$|^\/(tests|src|electron)(\/|$)|\/\.[^/]+$/.test(file),
  )
  expect(unwanted.length === 0, `these have no place in the package: ${unwanted.slice(0, 5).join(', ')}`)
}

interface Sbom {
  readonly components: readonly {
    readonly name: string
    readonly version: string
    readonly hashes?: readonly unknown[]
    readonly licenses?: readonly unknown[]
  }[]
}

/** The list of parts is whole, names the licence and the hash of each, and tells nothing of where it was made. */
function checkParts(asar: string): void {
  const text = extractFile(asar, 'out/renderer/sbom.cdx.json').toString()
  const { components } = JSON.parse(text) as Sbom
  const licences = JSON.parse(extractFile(asar, 'out/renderer/licences.json').toString()) as readonly {
    readonly name: string
    readonly text: string | null
  }[]
  expect(components.length === licences.length, 'the list of parts is not that of the licences')
  for (const licence of licences)
    expect((licence.text ?? '').length > 200, `${licence.name} has no text of its licence`)
  for (const name of ['electron', 'react', 'undici', 'zod', 'electron-updater'])
    expect(
      components.some((part) => part.name === name),
      `${name} is not in the list of parts`,
    )
  for (const { name, hashes, licenses } of components)
    expect(
      hashes?.length === 1 && licenses?.length === 1,
      `${name} has no hash or no licence in the list of parts`,
    )
  const urls = [...text.matchAll(/https?:\/\/[^"\s]+/g)].map(([url]) => url)
  expect(
    urls.every((url) => url === 'http://cyclonedx.org/schema/bom-1.6.schema.json'),
    `the list of parts names addresses: ${urls.join(', ')}`,
  )
  expect(!text.includes(root), 'the list of parts names a folder of this machine')
}

/** Where the installed app looks for newer versions, as the app itself has it. */
function checkUpdates(app: string): void {
  const told = readFileSync(join(app, 'resources/app-update.yml'), 'utf8')
  const here = readFileSync(join(root, 'electron/main/updates/here.ts'), 'utf8')
  const [, url = 'nowhere'] = /^url: (.+)$/m.exec(told) ?? []
  expect(here.includes(`'${url}'`), `app-update.yml names ${url}, the app another address`)
  expect(/^updaterCacheDirName: .+$/m.test(told), 'app-update.yml names no folder for what is fetched')
}

/** Built and packed again it is the same, file for file: names, sizes and hashes stand in the archive's header. */
async function checkTwice(asar: string): Promise<void> {
  const again = join(temp, 'again')
  const { status, stderr } = spawnSync('npm', ['run', '-s', 'build'], { cwd: root, encoding: 'utf8' })
  if (status !== 0) throw new Error(`the second build failed:\n${stderr}`)
  await makeFakeElectron(join(again, 'electron'))
  build(again)
  const [first, second] = [asar, join(again, 'dist/linux-unpacked/resources/app.asar')].map(filesIn)
  const differing = [...new Set([...(first?.keys() ?? []), ...(second?.keys() ?? [])])].filter(
    (file) => first?.get(file) !== second?.get(file),
  )
  expect(differing.length === 0, `packed twice, these differ: ${differing.slice(0, 5).join(', ')}`)
  const digest = createHash('sha256')
    .update(JSON.stringify([...(first ?? [])]))
    .digest('hex')
  console.log(`app.asar: ${first?.size} files, the same twice, list ${digest.slice(0, 16)}`)
}

interface Entry {
  readonly files?: Readonly<Record<string, Entry>>
  readonly size?: number
  readonly integrity?: { readonly hash: string }
}

function filesIn(asar: string): Map<string, string> {
  const found = new Map<string, string>()
  const walk = (entry: Entry, at: string): void => {
    for (const [name, child] of Object.entries(entry.files ?? {})) walk(child, `${at}/${name}`)
    if (entry.files === undefined) found.set(at, `${entry.size} ${entry.integrity?.hash}`)
  }
  walk(getRawHeader(asar).header, '')
  return found
}

/** The same app goes into the package for Windows, behind the same fuses, and the program knows its hash. */
async function checkWindows(asar: string): Promise<void> {
  const folder = join(temp, 'windows')
  await makeFakeElectron(join(folder, 'electron'))
  build(folder, 'win')
  const app = join(folder, 'dist/win-unpacked')
  const [here, there] = [asar, join(app, 'resources/app.asar')].map((file) => [...filesIn(file)].toString())
  expect(here === there, 'the package for Windows holds another app')
  const program = join(app, 'rbee-marketplace.exe')
  const { headerString } = getRawHeader(join(app, 'resources/app.asar'))
  const hash = createHash('sha256').update(headerString).digest('hex')
  expect(readFileSync(program).includes(hash), 'the program for Windows does not know the hash of its app')
  await checkFuses(program)
}

/** By position in Electron's fuse wire: 49 is '1' (on), 48 is '0' (off). */
async function checkFuses(executable: string): Promise<void> {
  const wire = await getCurrentFuseWire(executable)
  const wanted: Record<string, [position: number, state: number]> = {
    runAsNode: [0, 48],
    cookieEncryption: [1, 49],
    nodeOptions: [2, 48],
    inspect: [3, 48],
    asarIntegrity: [4, 49],
    onlyAsar: [5, 49],
    fileExtra: [7, 48],
  }
  for (const [fuse, [position, state]] of Object.entries(wanted))
    expect(Reflect.get(wire, position) === state, `fuse ${fuse} is not as configured`)
}

/** The stand-in cannot read archives, so the app is extracted; there is no node_modules anywhere above it. */
async function checkStarts(folder: string): Promise<void> {
  const cli = spawnSync(process.execPath, [join(folder, 'out/main/cli.js'), '--version'], {
    encoding: 'utf8',
  })
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  expect(cli.stdout.trim() === version, `the packaged command line says ${cli.stdout || cli.stderr}`)
  const env = {
    ...process.env,
    HOME: temp,
    RBEE_DATA_DIR: join(temp, 'data'),
    RBEE_CACHE_DIR: join(temp, 'cache'),
  }
  const app = await _electron.launch({
    executablePath: join(root, 'tests/host/run'),
    args: [folder, `--user-data-dir=${join(temp, 'profile')}`],
    env,
  })
  try {
    const page = await app.firstWindow()
    await page.getByRole('navigation').first().waitFor({ timeout: 20_000 })
  } catch (error) {
    problems.push(`the packaged app does not show its window: ${String(error)}`)
  }
  await app.close()
}
